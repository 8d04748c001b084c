import type { ProbeReport } from '../worker/protocol'
import type { Lane } from './lane'
import { probeLine } from './lineProbe'
import type { Network } from './network'
import type { Batch } from './trainStep'

const numberOr = (value: unknown, other: number) => (typeof value === 'number' ? value : other)

/**
 * Looks along the negative gradient of a run, on the loss and gradient that its step is made of.
 * Among the points are the step that the run's rule would take without momentum, and the step
 * before the clip.
 * @param stepSizes to look at beside these
 */
export async function probeLane(
  network: Network,
  lane: Lane,
  batch: Batch,
  stepSizes: readonly number[],
): Promise<Omit<ProbeReport, 'step'>> {
  const { optimizer } = lane
  const values = { ...lane.hyper }
  const own = (loss: number, gradNormSq: number) => {
    const rate = numberOr(values[optimizer.rateKey], Infinity)
    if (!optimizer.hasUnclipped) return [rate]
    const unclipped = loss / (gradNormSq + numberOr(values['eps'], 0))
    return [Math.min(unclipped, rate), unclipped]
  }
  const parameters = lane.copyWeights()
  try {
    const probe = await probeLine({
      network,
      parameters,
      batch,
      l2: optimizer.l2(values) === 'objective' ? numberOr(values['weightDecay'], 0) : 0,
      stepSizes: (loss, gradNormSq) => [...own(loss, gradNormSq), ...stepSizes],
    })
    return { ...probe, values }
  } finally {
    parameters.dispose()
  }
}
