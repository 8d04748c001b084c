import { rateOptionOf } from '../../spec/optimizer'
import type { SessionEvent } from '../../worker/protocol'
import type { Batch } from '../run/trainStep'
import { RateTest } from './rateTest'
import { runOf, type BeginStudy } from './studies'

export interface StudySetup {
  readonly batchAt: (step: number) => Batch
  /** Examples that no step sees; whoever asks disposes them. */
  readonly heldSample: () => Batch
  readonly emit: (event: SessionEvent) => void
}

/** Begins the long looks that there are. */
export function createStudies({ batchAt, heldSample, emit }: StudySetup): BeginStudy {
  return (request, step, trainingRuns) => {
    const trainingRun = runOf(trainingRuns, request.run)
    const option = rateOptionOf(trainingRun.optimizer)
    if (option?.kind !== 'number') throw new Error('The rule has no rate that is a number.')
    return new RateTest({
      ...{ run: request.run, step, option, batchAt },
      rehearsal: trainingRun.rehearse(),
      held: heldSample(),
      tell: (report) => emit({ type: 'rateTest', report }),
    })
  }
}
