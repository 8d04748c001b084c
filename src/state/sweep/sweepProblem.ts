/** Why a sweep cannot be trained, before it is begun. */
import { tooLarge } from '../../experiment/memory'
import type { SweepSettings } from './sweepSettings'
import { sideBySide } from './trialExperiment'
import { partsOfOneSeed, trialCount } from './trials'
import type { SweepBase } from './types'

/** What the browser's storage has room for. */
const MAX_TRAININGS = 10_000

/** A sentence; undefined where nothing is in the way. */
export function sweepProblem(base: SweepBase, settings: SweepSettings): string | undefined {
  const trainings = trialCount(base, settings) * settings.optimizers.length
  if (trainings > MAX_TRAININGS)
    return `These are ${trainings.toLocaleString('en-US')} trainings; a sweep has at most ${MAX_TRAININGS.toLocaleString('en-US')}. Choose fewer values, seeds or optimizers.`
  for (const part of partsOfOneSeed(base, settings)) {
    const problem = tooLarge(sideBySide(base, settings, part))
    if (problem) return problem
  }
  return undefined
}
