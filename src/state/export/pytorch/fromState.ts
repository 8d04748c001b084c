/** What the page knows of the experiment that a script is asked for. */
import type { Experiment } from '../../../experiment/experiment'
import type { Hashes } from '../../../worker/protocol'
import type { PlaygroundState } from '../../types'
import { seedAt } from '../../seeds/seeds'
import { trainedExperiment } from '../../experiment/runList'
import type { ScriptFacts } from './description'

/** Steps of a script where neither the experiment nor the page says how many. */
const STEPS = 100

type Trained = Pick<PlaygroundState, 'experiment' | 'runs' | 'scheduledEdits' | 'session'>

export interface ScriptSource {
  /** With all its seeds, whichever of them is in training. */
  readonly experiment: Experiment
  readonly facts: Omit<ScriptFacts, 'origin'>
}

/** As many steps as the experiment has, or else as were trained here. */
export function scriptSource(state: Trained): ScriptSource {
  const experiment = trainedExperiment(state)
  const { finishedSeeds, statistics, hashes: current, step } = state.session
  const inTraining = { seed: seedAt(experiment, finishedSeeds.length), hashes: current }
  const found = [...finishedSeeds, inTraining].flatMap(({ seed, hashes }): [number, Hashes][] =>
    hashes ? [[seed, hashes]] : [],
  )
  const steps = experiment.steps ?? (step || STEPS)
  return { experiment, facts: { steps, statistics, hashes: new Map(found) } }
}
