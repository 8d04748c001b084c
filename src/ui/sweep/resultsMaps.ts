/** Results of a file as maps, where two values or more differ. Pure. */
import { optimizerSpec } from '../../optimizers/specs'
import { hyperparametersOf } from '../../spec/optimizer'
import { sixDigits } from '../../state/sweep/results/compareResults'
import { RATE } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import type { SpreadPoint, SweepSpread } from '../../state/sweep/sweepSpread'
import type { SweepBase } from '../../state/sweep/types'
import { spreadOf, type Shown } from './mapModel'
import { guessOf, type MapAxis, type MapFrame } from './mapsOf'

/** The sweep of the page that results are held beside. */
export interface OwnSweep {
  readonly base: SweepBase
  readonly settings: SweepSettings
}

/** With the values that files have, which may have been written with fewer digits. */
const rounded = (values: SpreadPoint['values']): SpreadPoint['values'] =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, sixDigits(value)]))

const distinct = (results: readonly SpreadPoint[], key: string): readonly number[] =>
  [...new Set(results.flatMap(({ values }) => values[key] ?? []))].sort((a, b) => a - b)

/** Of the page's own map where the results have both its axes, or else the rate and what has most values. */
function keysOf(
  results: readonly SpreadPoint[],
  { settings }: OwnSweep,
): readonly [string, string] | null {
  const own = settings.y && ([xAxis(settings).key, settings.y.key] as const)
  if (own && results.every(({ values }) => own.every((key) => key in values))) return own
  const names = [...new Set(results.flatMap(({ values }) => Object.keys(values)))]
  const count = (key: string) => distinct(results, key).length
  const [x, y] = names
    .filter((key) => count(key) > 1)
    .toSorted((a, b) => Number(b === RATE) - Number(a === RATE) || count(b) - count(a))
  return x !== undefined && y !== undefined ? [x, y] : null
}

/** Whether these are the axes of the page's own map. */
export const isOwnMap = ({ x, y }: MapFrame, { settings }: OwnSweep): boolean =>
  settings.y?.key === y.key && xAxis(settings).key === x.key

/** What maps of results go over; null where less than two values differ: they are lines. */
export function resultsFrame(results: readonly SpreadPoint[], own: OwnSweep): MapFrame | null {
  const short = results.map((result) => ({ ...result, values: rounded(result.values) }))
  const keys = keysOf(short, own)
  if (!keys) return null
  const optimizers = [...new Set(results.map(({ optimizer }) => optimizer))]
  const isOfRuns = (key: string) =>
    key === RATE ||
    optimizers.some((id) => hyperparametersOf(optimizerSpec(id)).some((one) => one.key === key))
  const axis = (key: string): MapAxis => ({
    ...{ key, values: distinct(short, key), ofRuns: isOfRuns(key) },
  })
  const frame = { optimizers, x: axis(keys[0]), y: axis(keys[1]), guess: -Infinity }
  // A file does not say of which data its results are.
  return isOwnMap(frame, own) ? { ...frame, guess: guessOf(own.base) } : frame
}

/** Those that have a place on the maps, with the values that their axes have. */
export const placedOn = (
  { x, y }: MapFrame,
  results: readonly SpreadPoint[],
): readonly SpreadPoint[] =>
  results
    .map((result) => ({ ...result, values: rounded(result.values) }))
    .filter(({ values }) => x.values.includes(values[x.key]!) && y.values.includes(values[y.key]!))

/** How far two maps of one optimizer are apart. */
export interface MapDifference {
  /** Cells that are in both. */
  readonly same: number
  /** Of those, how many have a number on one side alone. */
  readonly lostOnce: number
  /** Null where no two numbers meet. */
  readonly largest: { readonly x: number; readonly y: number; readonly by: number } | null
}

/** Of accuracies in points, of losses relative to the page's, of steps as they are. */
const apart = (shown: Shown, there: number, here: number): number =>
  shown === 'loss' && there !== here
    ? Math.abs(there - here) / Math.abs(here)
    : Math.abs(there - here)

export function mapDifference(
  there: readonly SweepSpread[],
  here: readonly SweepSpread[],
  optimizer: string,
  shown: Shown,
): MapDifference {
  const placeOf = ({ x, y }: SweepSpread) => `${x} ${y}`
  const own = new Map(
    here.filter((at) => at.optimizer === optimizer).map((at) => [placeOf(at), at]),
  )
  let [same, lostOnce] = [0, 0]
  let largest: MapDifference['largest'] = null
  for (const at of there) {
    const match = at.optimizer === optimizer ? own.get(placeOf(at)) : undefined
    if (!match) continue
    same++
    const [a, b] = [spreadOf(at, shown), spreadOf(match, shown)]
    if (a && b) {
      const by = apart(shown, a.median, b.median)
      if (!largest || by > largest.by) largest = { x: at.x, y: at.y!, by }
    } else if (a || b) lostOnce++
  }
  return { same, lostOnce, largest }
}
