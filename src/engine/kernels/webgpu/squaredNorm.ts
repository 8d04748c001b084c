/**
 * Squared Euclidean norm of a flat vector.
 *
 * What was slow: tfjs squares the whole vector into memory, then adds it up in one workgroup with
 * barriers. Here many threads add up squares of their own stretch, and a second launch adds their
 * sums in a fixed order.
 * Can go when: never, as long as launches cost; `ops/squaredNorm.ts` holds the definition.
 */
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { vectorWidthOf } from './wgsl'

/** Input `x` [P]; output rank 0. */
export const SQUARED_NORM = 'AligSquaredNorm'

function partialSource(count: number, tiles: TileOptions): KernelSource {
  const vectorWidth = vectorWidthOf(count)
  const vectors = count / vectorWidth
  const threads = Math.min(vectors, tiles.reduceThreads)
  return {
    name: SQUARED_NORM,
    key: [count, threads],
    inputs: [['x', vectorWidth]],
    outputVectorWidth: 1,
    outputShape: [threads],
    threads,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      var sum = 0.0;
      for (var i = index; i < ${vectors}; i += ${threads}) {
        let value = x[i];
        sum += ${vectorWidth === 1 ? 'value * value' : 'dot(value, value)'};
      }
      result[index] = sum;`,
  }
}

/** Sum of a short vector in one workgroup. */
function totalSource(count: number, tiles: TileOptions): KernelSource {
  const threads = tiles.workgroupSize
  return {
    name: 'AligTotal',
    key: [count],
    inputs: [['x', 1]],
    outputVectorWidth: 1,
    outputShape: [],
    threads,
    workgroupSize: threads,
    hasBarriers: true,
    declarations: `var<workgroup> sums: array<f32, ${threads}>;`,
    body: () => `
      var sum = 0.0;
      for (var i = index; i < ${count}; i += ${threads}) { sum += x[i]; }
      sums[index] = sum;
      workgroupBarrier();
      if (index == 0) {
        var total = sums[0];
        for (var i = 1; i < ${threads}; i++) { total += sums[i]; }
        result[0] = total;
      }`,
  }
}

export const squaredNorm: KernelOverride = {
  kernelName: SQUARED_NORM,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, backend }) => {
      const { x } = inputs
      const count = x?.shape[0] ?? 0
      if (!x || count === 0 || !holdFloats(backend, [x])) return undefined
      const source = partialSource(count, tiles)
      const partial = runKernel(backend, source, [x])
      const total = runKernel(backend, totalSource(source.threads, tiles), [partial])
      backend.disposeData(partial.dataId)
      return total
    },
}
