/** For tests of long trainings: what a record holds, compared with what the page has. */
import { expect } from 'vitest'
import { METRIC_COLUMNS, METRICS } from '../../spec/metrics'
import { BUCKET_PARTS } from '../series/buckets'
import type { RunSeries } from '../series/series'
import type { RestoredExperiment } from './deserialize'
import type { createPage } from './page.fixture'
import type { SavedChunk } from './records'

export const THREE_RUNS = 'v=1&model=softmax&run=alig&run=sgd&run=adam'

/** A row: a float32 for each column, and its time. */
export const ROW_BYTES = METRICS.length * 4 + 8
/** 4,096 buckets of one run: three values of each column, and the time. */
export const SUMMARY_BYTES = 4096 * (METRICS.length * 3 * 4 + 8)

type Page = ReturnType<typeof createPage>['page']

const arraysOf = ({ blocks, summaries = [] }: SavedChunk) => [
  ...blocks.flatMap(({ values, seconds }) => [values, seconds]),
  ...summaries.flatMap(({ seconds, columns }) => [
    seconds,
    ...columns.flatMap(({ min, max, last }) => [min, max, last]),
  ]),
]

export const bytesOf = (chunks: readonly SavedChunk[]) =>
  chunks.flatMap(arraysOf).reduce((sum, { byteLength }) => sum + byteLength, 0)

/** Without the place of the run, which changes when another one is removed. */
const evaluationsOf = ({ evaluations }: RunSeries) =>
  evaluations.map(({ step, loss, accuracy }) => [step, loss, accuracy])

function expectSameSeries(kept: RunSeries, mine: RunSeries) {
  expect([kept.firstStep, kept.endStep]).toEqual([mine.firstStep, mine.endStep])
  expect(evaluationsOf(kept)).toEqual(evaluationsOf(mine))
  expect(kept.seconds).toEqual(mine.seconds)
  for (const column of METRIC_COLUMNS) expect(kept.values(column)).toEqual(mine.values(column))
  expect(kept.folded === null).toBe(mine.folded === null)
  if (!kept.folded || !mine.folded) return
  const facts = ({ firstStep, endStep, size }: NonNullable<RunSeries['folded']>) =>
    [firstStep, endStep, size] as const
  expect(facts(kept.folded)).toEqual(facts(mine.folded))
  expect(kept.folded.seconds).toEqual(mine.folded.seconds)
  for (const column of METRIC_COLUMNS)
    for (const part of BUCKET_PARTS)
      expect(kept.folded.values(column, part)).toEqual(mine.folded.values(column, part))
}

export const expectSame = ({ series }: RestoredExperiment, page: Page) =>
  page.state.runs.forEach(({ id }, run) => expectSameSeries(series[run]!, page.store.get(id)!))

export async function trainInPieces(page: Page, pieces: number, steps: number) {
  for (let piece = 0; piece < pieces; piece++) {
    page.train(steps)
    page.evaluate()
    await page.flush()
  }
}
