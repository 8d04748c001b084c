/** How far two trainings are apart, number by number. */
import { METRICS, type MetricColumn } from '../../spec/metrics'
import type { RunSeries } from '../series/series'

export interface Pair {
  readonly label: string
  readonly mine: RunSeries
  readonly theirs: RunSeries
}

export interface Largest {
  /** |mine - theirs| / max(|mine|, |theirs|); Infinity where only one is a number. */
  readonly relative: number
  readonly label: string
  readonly step: number
  readonly mine: number
  readonly theirs: number
}

export interface SeriesDifference {
  /** Steps that both have, over all pairs. */
  readonly rows: number
  /** Rows of which every number that both have is the same; the seconds do not count. */
  readonly equalRows: number
  /** Null where all are equal. */
  readonly loss: Largest | null
  readonly stepSize: Largest | null
}

/** "No limit" and "no such number" are the same empty cell in a table. */
const COMPARED = METRICS.filter(({ kind }) => kind !== 'limit').map(({ key }) => key)

function relativeDifference(mine: number, theirs: number): number {
  if (mine === theirs || (Number.isNaN(mine) && Number.isNaN(theirs))) return 0
  if (!Number.isFinite(mine) || !Number.isFinite(theirs)) return Infinity
  return Math.abs(mine - theirs) / Math.max(Math.abs(mine), Math.abs(theirs))
}

export function seriesDifference(pairs: readonly Pair[]): SeriesDifference {
  let [rows, equalRows] = [0, 0]
  const largest: { loss: Largest | null; stepSize: Largest | null } = { loss: null, stepSize: null }
  for (const { label, mine, theirs } of pairs) {
    const first = Math.max(mine.firstStep, theirs.firstStep)
    const end = Math.min(mine.endStep, theirs.endStep)
    const columns = COMPARED.map((column) => ({
      column,
      mine: mine.values(column),
      theirs: theirs.values(column),
    }))
    for (let step = first; step < end; step++) {
      let isEqual = true
      for (const { column, ...values } of columns) {
        const a = values.mine[step - mine.firstStep]!
        const b = values.theirs[step - theirs.firstStep]!
        const relative = relativeDifference(a, b)
        if (relative === 0) continue
        if (mine.isMissing(column, step) || theirs.isMissing(column, step)) continue
        isEqual = false
        if (!isTold(column) || relative <= (largest[column]?.relative ?? 0)) continue
        largest[column] = { relative, label, step, mine: a, theirs: b }
      }
      rows++
      if (isEqual) equalRows++
    }
  }
  return { rows, equalRows, ...largest }
}

const isTold = (column: MetricColumn) => column === 'loss' || column === 'stepSize'

const share = (relative: number) =>
  Number.isFinite(relative) ? relative.toExponential(1) : 'only one of them is a number'

const told = (what: string, largest: Largest | null) =>
  largest === null
    ? `${what}: none`
    : `${what}: ${share(largest.relative)} (${largest.label}, step ${largest.step}: ` +
      `${largest.mine.toPrecision(6)} here, ${largest.theirs.toPrecision(6)} there)`

/** The same in sentences. */
export function describeDifference({ rows, equalRows, loss, stepSize }: SeriesDifference): string {
  if (rows === 0) return 'No step has been trained on both sides yet.'
  const count = rows.toLocaleString('en-US')
  if (equalRows === rows)
    return rows === 1
      ? 'The one row that both have is the same, but for the seconds.'
      : `Of ${count} rows every number but the seconds is the same.`
  const differing = rows - equalRows
  return (
    `${differing.toLocaleString('en-US')} of ${count} ${rows === 1 ? 'row' : 'rows'} ` +
    `${differing === 1 ? 'differs' : 'differ'}. Largest relative ` +
    `difference of the ${told('loss', loss)}; of the ${told('step size', stepSize)}.`
  )
}
