import { expect, it } from 'vitest'
import * as tf from '@tensorflow/tfjs-core'
import { createStandardiser } from '../../data/standardise'
import { activate } from '../testing/backends.node'
import { createBatchMaker } from './batchTensors'

const INPUT = { height: 3, width: 5, channels: 3 }
const STATISTICS = { mean: [0.1, 0.5, 0.9], std: [0.3, 0.2, 0.7] }
const SIZE = 45

it.each(['cpu', 'wasm'] as const)(
  'makes standardised tensors of bytes and numbers on %s',
  async (name) => {
    await activate(name)
    const before = tf.memory().numTensors
    const toBatch = createBatchMaker(INPUT, STATISTICS)
    const standardise = createStandardiser(INPUT, STATISTICS)
    const bytes = Uint8Array.from({ length: 2 * SIZE }, (_, i) => (i * 37) % 256)
    for (const images of [bytes, Float32Array.from(bytes, (byte) => byte / 7)]) {
      const first = toBatch(images, Int32Array.of(1, 0))
      // Another one in between must leave the first as it is.
      const second = toBatch(
        images.map((value) => value / 2),
        Int32Array.of(1, 1),
      )
      expect(first.images.shape).toEqual([2, 3, 5, 3])
      expect(Float32Array.from(await first.images.data())).toEqual(standardise(images))
      expect([...(await first.labels.data())]).toEqual([1, 0])
      tf.dispose([first.images, first.labels, second.images, second.labels])
    }
    expect(tf.memory().numTensors).toBe(before)
  },
)
