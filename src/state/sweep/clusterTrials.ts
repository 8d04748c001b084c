/** The trainings of a sweep one by one, as they leave the page. */
import type { ClusterTrial } from '../export/cluster/types'
import type { SweepSettings } from './sweepSettings'
import { trialExperiment } from './trialExperiment'
import { trialAt, trialCount } from './trials'
import type { SweepBase } from './types'

/** In the order of the page, each optimizer by itself. */
export function clusterTrials(base: SweepBase, settings: SweepSettings): ClusterTrial[] {
  return Array.from({ length: trialCount(base, settings) }, (_, at) => {
    const trial = trialAt(base, settings, at)!
    const { seed, values } = trial
    const experiment = trialExperiment(base, settings, trial)
    return settings.optimizers.map((optimizer) => ({ optimizer, values, seed, experiment }))
  }).flat()
}
