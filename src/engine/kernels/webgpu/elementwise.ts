import type { KernelSource } from './program'
import type { TileOptions } from './tiles'
import { vectorWidthOf } from './wgsl'

/**
 * Shader that computes `expression` at every `at` of tensors of one shape, several vectors per
 * thread. Neighbouring threads take neighbouring vectors.
 */
export function elementwiseSource(
  name: string,
  inputs: readonly string[],
  shape: readonly number[],
  tiles: TileOptions,
  expression: string,
): KernelSource {
  const count = shape.reduce((product, side) => product * side, 1)
  const vectorWidth = vectorWidthOf(count)
  const vectors = count / vectorWidth
  const perThread = Math.min(vectors, tiles.elementVectors)
  const threads = Math.ceil(vectors / perThread)
  return {
    name,
    key: [count, perThread, shape.length],
    inputs: inputs.map((input) => [input, vectorWidth] as const),
    outputVectorWidth: vectorWidth,
    outputShape: shape,
    threads,
    workgroupSize: tiles.workgroupSize,
    body: () =>
      perThread === 1
        ? `let at = index; result[at] = ${expression};`
        : `for (var at = index; at < ${vectors}; at += ${threads}) { result[at] = ${expression}; }`,
  }
}
