import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { RunId } from '../../spec/runId'
import type { CurvatureReport } from '../../worker/protocol'
import type { Batch } from '../run/trainStep'
import type { TrainingRun } from '../run/trainingRun'
import { largestCurvature } from './largestCurvature'

type Measurable = Pick<TrainingRun, 'id' | 'copyTrainedWeights' | 'gradientAt' | 'l2'>

/**
 * Measures how strongly the loss of a batch curves at the weights of a run, and goes on from the
 * direction that it found the last time: where little has changed that needs few products.
 */
export class CurvatureMeter {
  private readonly last = new Map<RunId, { readonly value: number; readonly direction: Tensor1D }>()

  /**
   * @param step the step to come, whose batch this is
   * @returns null where it was stopped, or where loss or gradient are no numbers
   */
  async measure(
    step: number,
    run: Measurable,
    batch: Batch,
    isStopped: () => Promise<boolean>,
  ): Promise<CurvatureReport | null> {
    const begun = performance.now()
    const before = this.last.get(run.id)
    const weights = run.copyTrainedWeights()
    const gradientAt = (at: Tensor1D): Tensor1D => run.gradientAt(at, batch)
    const start = before ? before.direction.clone() : tf.tidy(() => gradientAt(weights))
    try {
      const expected = before?.value
      const found = await largestCurvature({ gradientAt, weights, start, expected, isStopped })
      if (!found) return null
      const { value, direction, products } = found
      before?.direction.dispose()
      this.last.set(run.id, { value, direction })
      // The L2 term curves by lambda in every direction.
      const curvature = value + run.l2
      return {
        step,
        curvature,
        stableStepSize: curvature > 0 ? 2 / curvature : null,
        gradients: 2 * products,
        milliseconds: performance.now() - begun,
      }
    } finally {
      tf.dispose([weights, start])
    }
  }

  /** Forgets what it found, and gives its memory back. */
  drop(): void {
    for (const { direction } of this.last.values()) direction.dispose()
    this.last.clear()
  }
}
