import * as tf from '@tensorflow/tfjs-core'
import type { KernelConfig, MaxPoolGradAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import { poolGeometry } from '../maxPoolGrad'
import type { HeapBackend } from '../heap'

/**
 * Gradient of max pooling in plain JavaScript on the wasm heap, for browsers without wasm SIMD.
 * ../maxPoolGrad.ts says what is wrong with the stock kernel; ties go to the first maximum.
 */
export function portableMaxPoolGrad(backend: HeapBackend): KernelConfig {
  return {
    kernelName: tf.MaxPoolGrad,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { dy, input } = inputs as { dy: TensorInfo; input: TensorInfo }
      const pool = poolGeometry(input, attrs as unknown as MaxPoolGradAttrs)
      const { inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = pool
      const out = backend.makeOutput(input.shape, 'float32')
      const x = backend.typedArrayFromHeap(input)
      const gradient = backend.typedArrayFromHeap(dy)
      const dx = backend.typedArrayFromHeap(out).fill(0)
      let next = 0
      for (let b = 0; b < pool.batchSize; b++) {
        for (let oy = 0; oy < outHeight; oy++) {
          const y0 = oy * pool.strideHeight - padInfo.top
          const yTo = Math.min(inHeight, y0 + pool.filterHeight)
          for (let ox = 0; ox < outWidth; ox++) {
            const x0 = ox * pool.strideWidth - padInfo.left
            const xTo = Math.min(inWidth, x0 + pool.filterWidth)
            for (let c = 0; c < inChannels; c++) {
              let best = -Infinity
              let where = -1
              for (let iy = Math.max(0, y0); iy < yTo; iy++) {
                for (let ix = Math.max(0, x0); ix < xTo; ix++) {
                  const at = ((b * inHeight + iy) * inWidth + ix) * inChannels + c
                  if (where < 0 || x[at]! > best) {
                    best = x[at]!
                    where = at
                  }
                }
              }
              dx[where]! += gradient[next++]!
            }
          }
        }
      }
      return out
    },
  }
}
