/** The weights of the first layer of a run, as people ask to see them. Reads, changes nothing. */
import * as tf from '@tensorflow/tfjs-core'
import { sizeOf } from '../../spec/model'
import type { FirstLayerReport } from '../../worker/protocol'
import type { Network } from '../run/network'
import type { SessionRun } from '../run/trainingRun'

/** More units of a layer would not be looked at one by one. */
const MOST_UNITS = 64

type Weighted = Pick<SessionRun, 'id' | 'copyWeights'>

/** @param step updates done before */
export async function firstLayerReport(
  { tensors }: Pick<Network, 'tensors'>,
  trainingRuns: readonly Weighted[],
  step: number,
): Promise<FirstLayerReport> {
  const { shape } = tensors[0]!
  const inputs = shape.slice(0, -1)
  const units = shape.at(-1)!
  const shown = Math.min(units, MOST_UNITS)
  const runs = []
  for (const trainingRun of trainingRuns) {
    const parameters = trainingRun.copyWeights()
    const first = tf.tidy(() => {
      const kernel = tf.slice1d(parameters, 0, sizeOf(shape))
      return tf.slice2d(
        tf.reshape(kernel, [sizeOf(inputs), units]),
        [0, 0],
        [sizeOf(inputs), shown],
      )
    })
    try {
      runs.push({ run: trainingRun.id, weights: Float32Array.from(await first.data()) })
    } finally {
      tf.dispose([parameters, first])
    }
  }
  return { step, inputs, units, shown, runs }
}
