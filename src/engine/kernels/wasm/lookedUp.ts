import type { KernelConfig } from '@tensorflow/tfjs-core'
import { FLOAT_BYTES, pointerOf, withScratch, type WasmContext } from './heap'

/** A float32 tensor of bytes that come from the host, by a table for each channel. */
export const LOOKED_UP = 'LookedUp'

export interface LookedUpAttributes {
  /** The last axis is that of the channels. */
  readonly shape: readonly number[]
  /** As many as the shape has entries. */
  readonly bytes: Uint8Array
  /** [channels, 256], flattened. */
  readonly tables: Float32Array
}

/**
 * Why: tfjs has no such operation; the loop in JavaScript takes 1.6 ms for 100 images of CIFAR-10 and
 * 0.37 ms for 100 of MNIST, against 0.35 and 0.085 ms.
 */
export function lookedUp({ backend, native }: WasmContext): KernelConfig {
  return {
    kernelName: LOOKED_UP,
    backendName: 'wasm',
    kernelFunc: ({ attrs }) => {
      const { shape, bytes, tables } = attrs as unknown as LookedUpAttributes
      const out = backend.makeOutput(shape, 'float32')
      const words = Math.ceil(bytes.length / FLOAT_BYTES)
      withScratch(backend, [words, tables.length], (from, at) => {
        const { HEAPU8 } = backend.wasm
        HEAPU8.set(bytes, from)
        new Float32Array(HEAPU8.buffer, at, tables.length).set(tables)
        native.lookUp(from, bytes.length, at, shape.at(-1)!, pointerOf(backend, out))
      })
      return out
    },
  }
}
