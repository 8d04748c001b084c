import { numericOptions } from '../../rules/numericOptions'
import { predictedScalars } from '../../rules/scalarLines'
import { specialise } from '../../rules/specialise'
import { hyperparametersOf } from '../../spec/optimizer'
import type { LossAlongGradient } from '../../worker/protocol'
import type { SessionRun } from '../run/trainingRun'
import { lossAlongGradient } from './lossAlongGradient'
import type { Network } from '../run/network'
import type { Batch } from '../run/trainStep'

/**
 * Looks along the negative gradient of a run, on the loss and gradient that its step is made of.
 * Among the points are the step that the run's rule would take without momentum, and the step
 * before the clip.
 * @param stepSizes to look at beside these
 */
export async function runLossAlongGradient(
  network: Network,
  trainingRun: SessionRun,
  batch: Batch,
  stepSizes: readonly number[],
): Promise<Omit<LossAlongGradient, 'step'>> {
  const { optimizer } = trainingRun
  const values = { ...trainingRun.hyper }
  const program = specialise(optimizer.rule, values)
  const options = numericOptions(hyperparametersOf(optimizer), values)
  const stepsOfRule = (loss: number, gradNormSq: number): number[] => {
    const { stepSize, unclipped } = predictedScalars(program, { loss, gradNormSq, options })
    return [stepSize, unclipped].filter((size) => size !== undefined)
  }
  const parameters = trainingRun.copyTrainedWeights()
  try {
    const probe = await lossAlongGradient({
      network,
      parameters,
      batch,
      l2: trainingRun.l2,
      stepSizes: (loss, gradNormSq) => [...stepsOfRule(loss, gradNormSq), ...stepSizes],
    })
    return { ...probe, values }
  } finally {
    parameters.dispose()
  }
}
