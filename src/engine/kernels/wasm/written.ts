import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { HeapBackend } from './heap'

/** A float32 tensor whose numbers are written where they will be. */
export const WRITTEN = 'Written'

export interface WrittenAttributes {
  readonly shape: readonly number[]
  /** Sets every number. */
  readonly write: (numbers: Float32Array) => void
}

/**
 * Why: a tensor that is made of an array is a copy of it, and the array garbage: 0.3 MB for each
 * mini-batch of 100 images, which together took longer than to work the numbers out.
 * Bytes have a kernel of their own (lookedUp.ts) where the engine has SIMD.
 * Can go: when inputs that are no bytes come from a kernel, too.
 */
export function written(backend: HeapBackend): KernelConfig {
  return {
    kernelName: WRITTEN,
    backendName: 'wasm',
    kernelFunc: ({ attrs }) => {
      const { shape, write } = attrs as unknown as WrittenAttributes
      const out = backend.makeOutput(shape, 'float32')
      write(backend.typedArrayFromHeap(out) as Float32Array)
      return out
    },
  }
}
