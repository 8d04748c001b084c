/**
 * Joining tensors along their first side: the gradient of the flat parameter vector.
 *
 * What was slow: the stock kernel finds every value's source by 2-D coordinates, one value per
 * thread (3.5 ms for a 784-128-10 network on a software adapter, a tenth of its step), and joins
 * more than seven tensors through intermediate ones.
 * Here: every thread copies a stretch of each input; further launches write into the same output.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { Concat, util, type TensorInfo } from '@tensorflow/tfjs-core'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { vectorWidthOf } from './wgsl'

/** Copies inputs of these sizes one after the other into a vector of `total`, from `start` on. */
export function concatSource(
  sizes: readonly number[],
  start: number,
  outputShape: readonly number[],
  tiles: TileOptions,
): KernelSource {
  // All starts must be whole vectors.
  const vectorWidth = vectorWidthOf(
    [start, ...sizes, util.sizeFromShape([...outputShape])].reduce(gcd),
  )
  const largest = Math.max(...sizes) / vectorWidth
  const threads = Math.ceil(largest / Math.min(largest, tiles.elementVectors))
  let next = start / vectorWidth
  const copies = sizes.map((size, i) => {
    const from = next
    next += size / vectorWidth
    return `for (var i = index; i < ${size / vectorWidth}; i += ${threads}) { result[${from} + i] = x${i}[i]; }`
  })
  return {
    name: 'AligConcat',
    key: [start, ...sizes, outputShape.length, vectorWidth],
    inputs: sizes.map((_, i) => [`x${i}`, vectorWidth] as const),
    outputVectorWidth: vectorWidth,
    outputShape,
    threads,
    workgroupSize: tiles.workgroupSize,
    body: () => copies.join('\n'),
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

export const concat: KernelOverride = {
  kernelName: Concat,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const tensors = Object.values(inputs)
      const first = tensors[0]
      const axis = util.parseAxisParam(attrs['axis'] as number, first?.shape ?? [0])[0]
      const covered =
        first &&
        tensors.length > 1 &&
        axis === 0 &&
        first.shape.length > 0 &&
        tensors.every(({ shape }) => util.sizeFromShape(shape) > 0) &&
        holdFloats(backend, tensors) &&
        !backend.shouldExecuteOnCPU(tensors)
      if (!covered) return undefined
      const rows = tensors.reduce((sum, { shape }) => sum + shape[0]!, 0)
      const outputShape = [rows, ...first.shape.slice(1)]
      const perLaunch = backend.device.limits.maxStorageBuffersPerShaderStage - 1
      let output: TensorInfo | undefined
      let start = 0
      for (let i = 0; i < tensors.length; i += perLaunch) {
        const some = tensors.slice(i, i + perLaunch)
        const sizes = some.map(({ shape }) => util.sizeFromShape(shape))
        output = runKernel(backend, concatSource(sizes, start, outputShape, tiles), some, output)
        start += sizes.reduce((sum, size) => sum + size, 0)
      }
      return output
    },
}
