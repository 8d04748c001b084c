/** The ball of a run over time, from its start value and its edits. */
import type { Point } from '../../charts/types'
import type { OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'
import type { AppliedEdit } from '../../state/session/session'

/** From this step on the ball has this radius; null is none. */
export interface RadiusChange {
  readonly step: number
  readonly radius: number | null
}

const radiusValue = (value: OptionValue | undefined) => (typeof value === 'number' ? value : null)

/** Radius of a run over time: what it started with, then its edits in order of step. */
export function radiusChanges(
  start: OptionValue | undefined,
  edits: readonly AppliedEdit[],
  run: RunId,
): RadiusChange[] {
  const radiusEdits = edits.filter((edit) => edit.run === run && edit.key === 'radius')
  return [
    { step: 0, radius: radiusValue(start) },
    ...radiusEdits.map(({ step, value }) => ({ step, radius: radiusValue(value) })),
  ]
}

export function radiusAt(changes: readonly RadiusChange[], step: number): number | null {
  return changes.findLast((change) => change.step <= step)?.radius ?? null
}

/** A staircase to the given step, with gaps where there is no ball. */
export function radiusPoints(changes: readonly RadiusChange[], end: number): Point[] {
  return changes.flatMap(({ step, radius }, i) => [
    { x: step, y: radius },
    { x: changes[i + 1]?.step ?? end, y: radius },
  ])
}
