import * as tf from '@tensorflow/tfjs-core'
import type { CastAttrs, KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import type { HeapBackend } from './heap'

/**
 * Identity and a cast to the type a tensor has already: the same data under a second handle.
 *
 * Why: the stock kernels copy, and tfjs calls them for every clone that automatic
 * differentiation makes: 13 times 0.08 ms in a step of ResNet-8. The cpu, webgl and webgpu
 * backends share as is done here; tensors are immutable and the backend counts references.
 * Can go: when the stock kernels share.
 */
export function identity(backend: HeapBackend, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.Identity,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: TensorInfo }
      if (x.dtype === 'string') return stock(args)
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
    },
  }
}

export function cast(backend: HeapBackend, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.Cast,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: TensorInfo }
      const { dtype } = args.attrs as unknown as CastAttrs
      if (x.dtype !== dtype || dtype === 'string') return stock(args)
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype }
    },
  }
}
