/** When the loss along the gradient is measured without being asked for. Pure. */
import { dataShape } from '../../data/specs'
import { modelSize } from '../../experiment/memory'
import { modelSpec } from '../../models/specs'
import type { Settings } from '../../state/types'
import type { Phase } from '../../state/session/session'

/** So many steps a second can be followed one by one. */
export const SLOW = 5

/** A look costs some 25 forward passes: only where a step takes less than this does nobody wait. */
const LONGEST_STEP = 0.1
/** Products and values of a forward pass that are few enough before any step has been timed. */
const MOST_PRODUCTS = 3e7
const MOST_ACTIVATIONS = 4e6

/** Whether a look is cheap, before any step could be timed: by the sizes in the specs. */
export function looksCheap({ data, model, batch }: Pick<Settings, 'data' | 'model' | 'batch'>) {
  const { input, classNames } = dataShape(data)
  const activations = modelSpec(model.id).activations(model.options, input, classNames.length)
  return (
    batch * modelSize({ data, model }) <= MOST_PRODUCTS && batch * activations <= MOST_ACTIVATIONS
  )
}

/** Seconds for a step of all runs, by the last of them; null before the second. */
export function secondsPerStep(seconds: Float64Array | undefined): number | null {
  if (!seconds || seconds.length < 2) return null
  const last = seconds.subarray(-20)
  return (last.at(-1)! - last[0]!) / (last.length - 1)
}

export interface ProbeMoment {
  readonly phase: Phase
  /** Most steps a second that were asked for; null for as many as go. */
  readonly pace: number | null
  readonly secondsPerStep: number | null
  readonly looksCheap: boolean
}

const isSlow = ({ phase, pace }: Pick<ProbeMoment, 'phase' | 'pace'>): boolean =>
  phase !== 'training' || (pace !== null && pace <= SLOW)

/** Paused, or slow enough to follow, and nobody has to wait for it. */
export function isLiveMoment({ secondsPerStep, looksCheap, ...moment }: ProbeMoment): boolean {
  if (moment.phase !== 'ready' && moment.phase !== 'paused' && moment.phase !== 'training')
    return false
  // At a slow pace the time between two steps is not the time that one takes.
  const isCheap =
    secondsPerStep === null || moment.pace !== null ? looksCheap : secondsPerStep <= LONGEST_STEP
  return isSlow(moment) && isCheap
}
