import * as tf from '@tensorflow/tfjs-core'
import type { KernelConfig, KernelFunc, TensorInfo, TileAttrs } from '@tensorflow/tfjs-core'
import { sizeOf, type HeapBackend } from './heap'

/**
 * Tile of a single element, as when the flag "this step is usable" is spread over all parameters.
 *
 * Why: the stock kernel copies element by element with a general loop: two such calls were 7.8 of
 * the 11.6 ms of an MLP step, on a busy machine. Everything else goes to the stock kernel.
 * Can go: when the stock kernel has a path for one element.
 */
export function tile(backend: HeapBackend, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.Tile,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { x } = args.inputs as { x: TensorInfo }
      if (sizeOf(x.shape) !== 1) return stock(args)
      const { reps } = args.attrs as unknown as TileAttrs
      const shape = x.shape.map((side, axis) => side * reps[axis]!)
      const out = backend.makeOutput(shape, x.dtype)
      // Views of the heap are taken after the allocation, which may have moved it.
      backend.typedArrayFromHeap(out).fill(backend.typedArrayFromHeap(x)[0]!)
      return out
    },
  }
}
