/**
 * The database has no more rows than the page: what the page has folded into buckets is kept as
 * buckets, which take the place of the chunks with those rows. So the record of a training has
 * an upper bound, however long it is: the rows that the page keeps whole, those of one more write,
 * and 4,096 buckets for each run. Evaluations are all kept. Pure.
 */
import type { RunSeries } from '../series/series'
import type { Addition } from './database'
import { NO_ROWS, type Progress, type StoredChunk, SUMMARY_SEQUENCE } from './progress'
import type { SavedEvaluation } from './records'
import { summaryFrom } from './summaries'

export interface KeyedSeries {
  readonly key: number
  readonly series: RunSeries
}

export interface Thinning {
  readonly thinned: NonNullable<Addition['thinned']>
  /** Of the chunks that go; written again. */
  readonly evaluations: readonly SavedEvaluation[]
  /** The chunks that stay. */
  readonly chunks: readonly StoredChunk[]
}

const foldedEnd = ({ series }: KeyedSeries) => series.folded?.endStep ?? 0

/** Null where the page has folded nothing that is still kept whole. */
export function thinningOf(
  id: string,
  { runs, chunks }: Pick<Progress, 'runs' | 'chunks'>,
  all: readonly KeyedSeries[],
): Thinning | null {
  const isDue = all.some((one) => foldedEnd(one) > (runs.get(one.key) ?? NO_ROWS).folded)
  if (!isDue) return null
  const wholeFrom = new Map(all.map(({ key, series }) => [key, series.firstStep]))
  // A run that the page no longer has is no reason to keep a chunk.
  const isPast = ({ blocks }: StoredChunk) =>
    blocks.every(({ key, end }) => end <= (wholeFrom.get(key) ?? Infinity))
  const first = chunks.findIndex((chunk) => !isPast(chunk))
  const count = first < 0 ? chunks.length : first
  const [gone, staying] = [chunks.slice(0, count), chunks.slice(count)]
  // Records of older pages have rows where the summaries belong.
  if (staying[0]?.sequence === SUMMARY_SEQUENCE) return null
  const summaries = all.flatMap(({ key, series }) =>
    series.folded ? [summaryFrom(series.folded, key)] : [],
  )
  return {
    thinned: {
      summary: { id, sequence: SUMMARY_SEQUENCE, blocks: [], evaluations: [], summaries },
      from: gone[0]?.sequence ?? SUMMARY_SEQUENCE,
      to: gone.at(-1)?.sequence ?? SUMMARY_SEQUENCE,
    },
    evaluations: gone
      .flatMap(({ evaluations }) => evaluations)
      .filter(({ key }) => wholeFrom.has(key)),
    chunks: staying,
  }
}
