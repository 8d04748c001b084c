import type { LossAlongGradient } from '../../worker/protocol'
import type { TrainingRun } from '../run/trainingRun'
import { lossAlongGradient } from './lossAlongGradient'
import type { Network } from '../run/network'
import type { Batch } from '../run/trainStep'

const numberOr = (value: unknown, other: number) => (typeof value === 'number' ? value : other)

/**
 * Looks along the negative gradient of a run, on the loss and gradient that its step is made of.
 * Among the points are the step that the run's rule would take without momentum, and the step
 * before the clip.
 * @param stepSizes to look at beside these
 */
export async function runLossAlongGradient(
  network: Network,
  trainingRun: TrainingRun,
  batch: Batch,
  stepSizes: readonly number[],
): Promise<Omit<LossAlongGradient, 'step'>> {
  const { optimizer } = trainingRun
  const values = { ...trainingRun.hyper }
  const stepsOfRule = (loss: number, gradNormSq: number) => {
    const rate = numberOr(values[optimizer.rateKey], Infinity)
    if (!optimizer.hasUnclipped) return [rate]
    const unclipped = loss / (gradNormSq + numberOr(values['eps'], 0))
    return [Math.min(unclipped, rate), unclipped]
  }
  const parameters = trainingRun.copyWeights()
  try {
    const probe = await lossAlongGradient({
      network,
      parameters,
      batch,
      l2: optimizer.l2(values) === 'objective' ? numberOr(values['weightDecay'], 0) : 0,
      stepSizes: (loss, gradNormSq) => [...stepsOfRule(loss, gradNormSq), ...stepSizes],
    })
    return { ...probe, values }
  } finally {
    parameters.dispose()
  }
}
