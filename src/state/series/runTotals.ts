/** What a table says of a whole run: counted as its numbers come, so that it costs nothing later. */
import type { RunSeries } from './series'

export interface RunTotals {
  /** Rows counted. */
  readonly rows: number
  readonly clipped: number
  /** Smallest loss of a batch; NaN before the first. */
  readonly bestLoss: number
  readonly lastLoss: number
}

type Counting = { -readonly [K in keyof RunTotals]: RunTotals[K] } & { end: number }

const counted = new WeakMap<RunSeries, Counting>()

/**
 * Totals of a series so far. Only rows that came since the last call are looked at; called for
 * every block, it misses none, also where old rows have been folded into buckets since.
 */
export function totalsOf(series: RunSeries | undefined): RunTotals {
  const totals: Counting = (series && counted.get(series)) ?? {
    ...{ rows: 0, clipped: 0, bestLoss: NaN, lastLoss: NaN },
    end: 0,
  }
  if (!series || totals.end >= series.endStep) return totals
  counted.set(series, totals)
  // What was folded before it could be counted.
  if (totals.end < series.firstStep)
    for (const value of series.folded?.values('loss', 'min') ?? [])
      if (!(totals.bestLoss <= value) && !Number.isNaN(value)) totals.bestLoss = value
  const [loss, clipped] = [series.values('loss'), series.values('clipped')]
  for (let i = Math.max(0, totals.end - series.firstStep); i < series.length; i++) {
    const value = loss[i]!
    totals.rows++
    totals.lastLoss = value
    if (clipped[i] === 1) totals.clipped++
    if (!(totals.bestLoss <= value) && !Number.isNaN(value)) totals.bestLoss = value
  }
  totals.end = series.endStep
  return totals
}
