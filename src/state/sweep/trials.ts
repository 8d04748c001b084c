/** In which order a sweep is trained: all values with the first seed, then with the next one. */
import { MAX_RUNS } from '../../experiment/limits'
import { seedAt } from '../seeds/seeds'
import { axisValues } from './sweepAxis'
import { xAxis, type SweepSettings } from './sweepSettings'
import type { SweepBase, Trial } from './types'

type Base = Pick<SweepBase, 'experiment'>

/** Seeds that a sweep goes through. */
export const sweepSeeds = ({ experiment }: Base, { seeds }: Pick<SweepSettings, 'seeds'>) =>
  seeds ?? experiment.seeds

/**
 * Places from 0 on, so that the first few are spread over all: both ends, the middle, the middles
 * between those.
 */
export function coarseFirst(count: number): number[] {
  const found = new Set([0, count - 1])
  for (let gap = count - 1; found.size < count; gap /= 2)
    for (let at = 0; at <= count - 1; at += gap) found.add(Math.round(at))
  return [...found].slice(0, count)
}

const ordered = new WeakMap<SweepSettings, readonly Trial['values'][]>()

/** What each seed is trained with: rates from the smallest to the largest, the rows of a map coarsely. */
function cellsOf(settings: SweepSettings): readonly Trial['values'][] {
  let cells = ordered.get(settings)
  if (!cells) {
    const x = xAxis(settings)
    const { y } = settings
    const columns = axisValues(x)
    const rows = y ? axisValues(y) : []
    cells = y
      ? coarseFirst(rows.length).flatMap((row) =>
          coarseFirst(columns.length).map((column) => ({
            [x.key]: columns[column]!,
            [y.key]: rows[row]!,
          })),
        )
      : columns.map((value) => ({ [x.key]: value }))
    ordered.set(settings, cells)
  }
  return cells
}

/** Trainings of a sweep, each of all optimizers. */
export const trialCount = (base: Base, settings: SweepSettings) =>
  cellsOf(settings).length * sweepSeeds(base, settings)

/**
 * The first seed comes first at every value, so that the whole picture is there early and further
 * seeds refine it. Undefined past the last one.
 */
export function trialAt(base: Base, settings: SweepSettings, at: number): Trial | undefined {
  if (at >= trialCount(base, settings)) return undefined
  const cells = cellsOf(settings)
  return {
    values: cells[at % cells.length]!,
    seed: seedAt(base.experiment, Math.floor(at / cells.length)),
  }
}

const allTrials = (base: Base, settings: SweepSettings): readonly Trial[] =>
  Array.from({ length: trialCount(base, settings) }, (_, at) => trialAt(base, settings, at)!)

/** Equal for equal values, in whatever order they are named. */
const valuesKey = (values: Trial['values']): string =>
  Object.keys(values)
    .sort()
    .map((key) => `${key}=${values[key]}`)
    .join()

const keyOf = ({ values, seed }: Trial) => `${seed} ${valuesKey(values)}`

interface Finished<P> {
  readonly points: P[]
  /** So many trials are done. */
  readonly at: number
  readonly missing: readonly Trial[]
}

/** What of some points belongs to a sweep, in its order: trials that every optimizer has finished. */
export function finishedTrials<P extends Trial & { readonly optimizer: string }>(
  base: Base,
  settings: SweepSettings,
  points: readonly P[],
): Finished<P> {
  const known = new Map(points.map((point) => [`${point.optimizer} ${keyOf(point)}`, point]))
  const found: P[] = []
  const missing: Trial[] = []
  for (const trial of allTrials(base, settings)) {
    const ofTrial = settings.optimizers.flatMap((id) => known.get(`${id} ${keyOf(trial)}`) ?? [])
    if (ofTrial.length < settings.optimizers.length) missing.push(trial)
    else found.push(...ofTrial)
  }
  return { points: found, at: found.length / settings.optimizers.length, missing }
}

/**
 * The trials to train next, side by side: in a map those that differ in values of the runs alone, as
 * many as an experiment has room for, in parts of about the same size.
 */
export function nextTrials(settings: SweepSettings, missing: readonly Trial[]): readonly Trial[] {
  const [first] = missing
  const { y } = settings
  if (!first || !y) return missing.slice(0, 1)
  const shared = [xAxis(settings), y].flatMap(({ ofRuns, key }) => (ofRuns ? [] : [key]))
  const alike = missing.filter(
    ({ seed, values }) =>
      seed === first.seed && shared.every((key) => values[key] === first.values[key]),
  )
  const room = Math.max(1, Math.floor(MAX_RUNS / settings.optimizers.length))
  return alike.slice(0, Math.ceil(alike.length / Math.ceil(alike.length / room)))
}

/** All that is trained with the first seed, part by part. */
export function partsOfOneSeed(base: Base, settings: SweepSettings): readonly (readonly Trial[])[] {
  let { missing } = finishedTrials(base, { ...settings, seeds: 1 }, [])
  const parts: (readonly Trial[])[] = []
  while (missing.length > 0) {
    const part = nextTrials(settings, missing)
    parts.push(part)
    missing = missing.filter((trial) => !part.includes(trial))
  }
  return parts
}
