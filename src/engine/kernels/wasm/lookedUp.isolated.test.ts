import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { LOOKED_UP } from './lookedUp'
import { useWasmKernels } from './testing'

let kernels: WasmKernels
beforeAll(async () => {
  kernels = await useWasmKernels()
})
afterAll(() => kernels.restore())

const channels = fc.integer({ min: 1, max: 5 })
const pixels = fc.integer({ min: 1, max: 70 })

it('looks up every byte in the table of its channel, exactly', () =>
  fc.assert(
    fc.asyncProperty(channels, pixels, fc.nat(255), async (channels, pixels, start) => {
      const bytes = Uint8Array.from({ length: pixels * channels }, (_, i) => start + 37 * i)
      const tables = Float32Array.from({ length: channels * 256 }, (_, i) => Math.sin(i))
      const shape = [pixels, channels]
      const before = tf.memory().numTensors
      const result: tf.Tensor = tf.engine().runKernel(LOOKED_UP, {}, {
        ...{ shape, bytes, tables },
      } as unknown as tf.NamedAttrMap)
      expect(result.shape).toEqual(shape)
      expect(await result.data()).toEqual(
        Float32Array.from(bytes, (byte, i) => tables[256 * (i % channels) + byte]!),
      )
      result.dispose()
      expect(tf.memory().numTensors).toBe(before)
    }),
    { numRuns: 60 },
  ))
