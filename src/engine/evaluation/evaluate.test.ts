import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { evaluateChunk } from './evaluate'
import { createNetwork } from '../run/network'
import { activate } from '../testing/backends.node'
import { makeBatch } from '../testing/trainingHarness'
import { lossAndGradient } from '../run/trainStep'

const input = { height: 1, width: 2, channels: 1 }

describe('evaluateChunk', () => {
  beforeAll(() => activate('cpu'))

  it('gives sums that add up to the loss and accuracy of the whole', async () => {
    const network = createNetwork({
      model: modelSpec('softmax'),
      forward: forwardOf('softmax'),
      modelOptions: {},
      input,
      classes: 2,
    })
    const parameters = tf.tensor1d([0.5, -0.5, 1, 0.25, 0.1, -0.1])
    const images = [1, 2, -1, 0.5, 3, -2, 0.25, 0.75, -3, 1]
    const labels = [0, 1, 1, 0, 0]
    const before = tf.memory().numTensors
    const sums = [0, 0]
    for (const [first, count] of [
      [0, 2],
      [2, 3],
    ] as const) {
      const chunk = makeBatch(
        images.slice(2 * first, 2 * (first + count)),
        labels.slice(first, first + count),
        input,
      )
      const result = evaluateChunk(network, parameters, chunk)
      expect(result.shape).toEqual([2])
      const [loss, correct] = await result.data()
      sums[0]! += loss!
      sums[1]! += correct!
      tf.dispose([result, chunk.images, chunk.labels])
    }
    expect(tf.memory().numTensors).toBe(before)
    const whole = makeBatch(images, labels, input)
    const { loss, accuracy } = lossAndGradient(network, parameters, whole)
    expect(sums[0]! / 5).toBeCloseTo((await loss.data())[0]!, 6)
    expect(sums[1]! / 5).toBeCloseTo((await accuracy.data())[0]!, 6)
  })
})
