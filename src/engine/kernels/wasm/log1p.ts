import * as tf from '@tensorflow/tfjs-core'
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import type { HeapBackend } from './heap'

/**
 * log(1 + x) in plain JavaScript on the wasm heap.
 *
 * What is wrong: the stock kernel adds the 1 first, and so rounds a small x to multiples of
 * 1.2e-7: that of 1e-9 is 0. Cross-entropy asks for one logarithm per example, which takes
 * less time than the call.
 * Can go: when the stock kernel is as precise as that of the cpu backend.
 */
export function log1p(backend: HeapBackend, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.Log1p,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: TensorInfo }
      if (x.dtype !== 'float32') return stock(args)
      const out = backend.makeOutput(x.shape, 'float32')
      const values = backend.typedArrayFromHeap(x)
      const results = backend.typedArrayFromHeap(out)
      for (let i = 0; i < values.length; i++) results[i] = Math.log1p(values[i]!)
      return out
    },
  }
}
