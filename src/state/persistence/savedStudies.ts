/**
 * The last rate test and the last landscape of a training, as its record has them: runs by their
 * keys. They are as small as a few hundred rows, and a part of the description.
 */
import * as v from 'valibot'
import { MAX_RUNS, MAX_STEPS } from '../../experiment/limits'
import type { RunId } from '../../spec/runId'
import type { LandscapePath, LandscapeReport, RateTestReport } from '../../worker/protocol'
import type { Session } from '../session/session'

interface SavedRateTest extends Omit<RateTestReport, 'run'> {
  readonly run: number
}

/** A landscape whose runs have names of some kind. */
type Landscape<Name> = Omit<LandscapeReport, 'run' | 'via' | 'paths'> & {
  readonly run: Name
  readonly via:
    | { readonly kind: 'run'; readonly run: Name }
    | { readonly kind: 'path'; readonly step: number | null }
  readonly paths: readonly (Omit<LandscapePath, 'run'> & { readonly run: Name })[]
}

export interface SavedStudies {
  readonly rateTest: SavedRateTest | null
  readonly landscape: Landscape<number> | null
}

export const NO_STUDIES = { rateTest: null, landscape: null } satisfies SavedStudies

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max))
const step = whole(MAX_STEPS)
const key = whole(Number.MAX_SAFE_INTEGER)
/** A loss where training diverges. */
const loss = v.union([v.number(), v.nan()])
const finite = v.pipe(v.number(), v.finite())
const MOST_RATES = 200
const MOST_PLACES = 1000
const LONGEST_SIDE = 500

const rateTestSchema = v.object({
  run: key,
  step,
  key: v.pipe(v.string(), v.maxLength(64)),
  current: v.union([v.number(), v.boolean(), v.string(), v.null()]),
  before: v.object({ batch: loss, held: loss }),
  points: v.pipe(
    v.array(
      v.object({
        rate: finite,
        ...{ afterOne: loss, heldAfterOne: loss, afterAll: loss, heldAfterAll: loss },
      }),
    ),
    v.maxLength(MOST_RATES),
  ),
  values: whole(MOST_RATES),
  steps: step,
  heldExamples: key,
})

const pathSchema = v.pipe(
  v.object({
    run: key,
    steps: v.pipe(v.array(step), v.maxLength(MOST_PLACES)),
    places: v.array(v.object({ x: finite, y: finite, off: finite })),
  }),
  v.check(({ steps, places }) => steps.length === places.length),
)

const landscapeSchema = v.pipe(
  v.object({
    run: key,
    step,
    via: v.variant('kind', [
      v.object({ kind: v.literal('run'), run: key }),
      v.object({ kind: v.literal('path'), step: v.nullable(step) }),
    ]),
    low: v.object({ x: finite, y: finite }),
    size: finite,
    side: v.pipe(whole(LONGEST_SIDE), v.minValue(2)),
    losses: v.instance(Float32Array),
    done: key,
    paths: v.pipe(v.array(pathSchema), v.maxLength(MAX_RUNS)),
    tangent: v.object({ loss, x: loss, y: loss, gradNormSq: loss }),
    ...{ examples: key, of: key },
  }),
  v.check(({ losses, side }) => losses.length === side * side),
)

/** One that cannot be read is left out; the record stays what it is. */
export const studiesSchema = v.fallback(
  v.object({
    rateTest: v.fallback(v.nullable(rateTestSchema), null),
    landscape: v.fallback(v.nullable(landscapeSchema), null),
  }),
  NO_STUDIES,
)

type Reports = Pick<Session, 'rateTest' | 'landscape'>

/**
 * @param ids runs that the record has
 * @param keyOf by which it knows them
 */
export function describeStudies(
  { rateTest, landscape }: Reports,
  ids: readonly RunId[],
  keyOf: (run: RunId) => number,
): SavedStudies {
  const isKnown = (run: RunId) => ids.includes(run)
  return {
    rateTest: rateTest && isKnown(rateTest.run) ? { ...rateTest, run: keyOf(rateTest.run) } : null,
    landscape: landscape && withRuns(landscape, isKnown, keyOf),
  }
}

/** @param runIds of the runs now, in the order of `keys` */
export function restoreStudies(
  { rateTest, landscape }: SavedStudies,
  keys: readonly number[],
  runIds: readonly RunId[],
): Reports {
  const isKnown = (run: number) => keys.includes(run)
  const idOf = (run: number) => runIds[keys.indexOf(run)]!
  return {
    rateTest: rateTest && isKnown(rateTest.run) ? { ...rateTest, run: idOf(rateTest.run) } : null,
    landscape: landscape && withRuns(landscape, isKnown, idOf),
  }
}

/** The same with other names of its runs; null where a run that it cannot do without is unknown. */
function withRuns<From, To>(
  landscape: Landscape<From>,
  isKnown: (run: From) => boolean,
  nameOf: (run: From) => To,
): Landscape<To> | null {
  const { run, via, paths } = landscape
  if (!isKnown(run) || (via.kind === 'run' && !isKnown(via.run))) return null
  return {
    ...landscape,
    run: nameOf(run),
    via: via.kind === 'run' ? { kind: 'run', run: nameOf(via.run) } : via,
    paths: paths
      .filter((path) => isKnown(path.run))
      .map((path) => ({ ...path, run: nameOf(path.run) })),
  }
}

/** Changes with what there is to be written. */
export function markOfStudies({ rateTest, landscape }: SavedStudies): string {
  return JSON.stringify([
    rateTest && [rateTest.run, rateTest.step, rateTest.key, rateTest.points.length],
    landscape && [landscape.run, landscape.step, landscape.via, landscape.done],
  ])
}
