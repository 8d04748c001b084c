/** Recordings of several seeds: their tables taken apart, and what is drawn of them. */
import { MAX_SEED, MAX_SEEDS } from '../../experiment/limits'
import { tableOf } from '../../spec/metricTable'
import type { Cell } from '../export/tables'
import { SeedSpread } from '../seeds/seedSpread'
import { RunSeries } from '../series/series'
import { refused, type Read, type ImportedRun, type ImportedSeed } from './importedExperiment'

export interface SeedRows {
  readonly seed: number
  readonly rows: readonly (readonly Cell[])[]
  /** Row of the table that the first of them is, the header being row 1. */
  readonly firstLine: number
}

/**
 * Rows by seed; the rows of a seed stand together.
 * @param column the place of the seed
 */
export function rowsBySeed(
  rows: Iterable<readonly Cell[]>,
  column: number,
): Read<readonly SeedRows[]> {
  const found: { seed: number; rows: (readonly Cell[])[]; firstLine: number }[] = []
  let line = 1
  for (const cells of rows) {
    line++
    const text = cells[column] ?? ''
    const seed = /^\d{1,10}$/.test(text) ? Number(text) : Infinity
    if (seed > MAX_SEED) return refused(`Row ${line} of one of its tables has no seed.`)
    const last = found.at(-1)
    if (last?.seed === seed) last.rows.push(cells)
    else if (found.length === MAX_SEEDS || found.some((one) => one.seed === seed))
      return refused(`From row ${line} on the seeds of one of its tables are in no order.`)
    else found.push({ seed, rows: [cells], firstLine: line })
  }
  return { ok: true, value: found }
}

/** The medians as a series of its own, to be drawn as one line. */
function medianSeries(seeds: readonly RunSeries[]): RunSeries {
  const spread = new SeedSpread(seeds)
  const { median } = spread
  const series = new RunSeries()
  const columns = [...new Set(seeds.flatMap((seed) => seed.columns))]
  if (median.length > 0)
    series.append({
      firstStep: median.firstStep,
      ...tableOf(columns.map((name) => [name, spread.column(name).median])),
      seconds: Float64Array.from(median.seconds),
    })
  for (const evaluation of median.evaluations) series.addEvaluation(evaluation)
  return series
}

/** One run for each that any seed has: the median over the seeds. */
export function medianRuns(seeds: readonly ImportedSeed[]): ImportedRun[] {
  const all = seeds.flatMap(({ runs }) => runs)
  const places = [...new Set(all.map(({ run }) => run))].sort((a, b) => a - b)
  return places.map((place) => {
    const own = all.filter(({ run }) => run === place)
    const { run, optimizer, label } = own[0]!
    const series = medianSeries(own.map((one) => one.series))
    return { run, optimizer, label: `${label}, median of ${own.length} seeds`, series }
  })
}
