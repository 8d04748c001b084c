/**
 * ReLU and its gradient.
 *
 * What was slow: the stock kernel handles one value per thread, and tfjs's gradient of ReLU is two
 * launches, `step` and a product. Once the convolutions are fast these are a tenth of a small
 * CNN's step on a software adapter.
 * Here: several vectors per thread, and one launch for the gradient.
 * Can go when: tfjs's own kernels are within a factor of 1.2 of these in bench/webgpuKernels.
 */
import { Relu } from '@tensorflow/tfjs-core'
import { elementwiseSource } from './elementwise'
import { holdFloats, runKernel, type KernelOverride } from './program'
import { floatType, vectorWidthOf } from './wgsl'

/** Name of the gradient's kernel, which stock tfjs does not have: inputs `dy` and `x`. */
export const RELU_GRAD = 'AligReluGrad'

const size = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)
const zeroFor = (shape: readonly number[]) => `${floatType(vectorWidthOf(size(shape)))}(0.0)`

export const relu: KernelOverride = {
  kernelName: Relu,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { x } = inputs
      if (!x || !holdFloats(backend, [x]) || size(x.shape) === 0) return undefined
      // NaN stays NaN, as on the other backends: the comparison is false for it.
      const zero = zeroFor(x.shape)
      const expression = `select(x[at], ${zero}, x[at] <= ${zero})`
      return runKernel(backend, elementwiseSource('AligRelu', ['x'], x.shape, tiles, expression), [
        x,
      ])
    },
}

export const reluGrad: KernelOverride = {
  kernelName: RELU_GRAD,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { dy, x } = inputs
      if (!dy || !x || !holdFloats(backend, [dy, x]) || size(x.shape) === 0) return undefined
      const zero = zeroFor(x.shape)
      const expression = `select(${zero}, dy[at], x[at] > ${zero})`
      return runKernel(
        backend,
        elementwiseSource(RELU_GRAD, ['dy', 'x'], x.shape, tiles, expression),
        [dy, x],
      )
    },
}
