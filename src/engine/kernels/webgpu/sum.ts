/**
 * Sum and mean over neighbouring sides that leave the last one: the gradient of a bias, and the
 * average of an image per channel.
 *
 * What was slow: the stock kernel first transposes the tensor, then gives one workgroup with
 * barriers to each number: 10 % of a 784-128-10 network's step on a software adapter, and about
 * 100 ms for the average of 32 images of 8 x 8 x 64.
 * Here: each column is added up by one thread per vector of channels. Long columns are first cut
 * into chunks, which a second launch adds. The order of additions is fixed.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { Mean, Sum, util, type TensorInfo } from '@tensorflow/tfjs-core'
import { holdFloats, type KernelArguments, type KernelOverride } from './program'
import { sumRows, type RowsGeometry } from './sumRows'
import type { TileOptions } from './tiles'

/** The tensor as matrices whose rows are added up, if `axes` are neighbours before the last side. */
function rowsGeometry(shape: readonly number[], axes: readonly number[]): RowsGeometry | undefined {
  const sorted = [...axes].sort((a, b) => a - b)
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return undefined
  if (last - first !== axes.length - 1 || last >= shape.length - 1) return undefined
  const size = (from: number, to: number) => util.sizeFromShape(shape.slice(from, to))
  const geometry = {
    outer: size(0, first),
    rows: size(first, last + 1),
    columns: size(last + 1, shape.length),
  }
  return geometry.outer * geometry.rows * geometry.columns === 0 ? undefined : geometry
}

function reduce(
  { inputs, attrs, backend }: KernelArguments,
  tiles: TileOptions,
  isMean: boolean,
): TensorInfo | undefined {
  const { x } = inputs
  if (!x || !holdFloats(backend, [x])) return undefined
  const axes = util.parseAxisParam(attrs['axis'] as number | number[], x.shape)
  const geometry = rowsGeometry(x.shape, axes)
  if (!geometry) return undefined
  const outputShape = attrs['keepDims']
    ? x.shape.map((side, axis) => (axes.includes(axis) ? 1 : side))
    : x.shape.filter((_, axis) => !axes.includes(axis))
  return sumRows(backend, x, geometry, outputShape, tiles, isMean ? geometry.rows : 1)
}

export const sum: KernelOverride = {
  kernelName: Sum,
  create: (tiles) => (args) => reduce(args, tiles, false),
}

export const mean: KernelOverride = {
  kernelName: Mean,
  create: (tiles) => (args) => reduce(args, tiles, true),
}
