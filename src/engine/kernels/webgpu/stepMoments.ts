/**
 * What a measured step says of every tensor of the model: sums over its gradient, its move and its
 * weights.
 *
 * What was slow: in tfjs operations they are a pass over all weights for each product and each
 * difference, and a launch for each tensor and sum: with a 784-128-10 network, on a software
 * adapter, half of a step.
 * Here: one pass for all sums, in which the threads of a tensor read side by side; a second launch
 * adds up what they found.
 * Can go when: never, as long as launches cost; `ops/stepMoments.ts` holds the definition.
 */
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'

/**
 * Inputs `gradient`, `before` and `after` [P]; attribute `sizes` of the parts of P, none of them 0;
 * output [4 parts]: of all parts the squared norm of the gradient, of before - after and of before,
 * and the gradient times before - after.
 */
export const STEP_MOMENTS = 'AligStepMoments'

/** Where runs of these lengths end, one after the other. */
function endsOf(lengths: readonly number[]): number[] {
  let end = 0
  return lengths.map((length) => (end += length))
}

const constant = (name: string, values: readonly number[]) =>
  `var ${name} = array<i32, ${values.length}>(${values.join(', ')});`

/** As many threads as numbers for each: neither launch then has the longer loop. */
const threadsFor = (size: number) => Math.ceil(Math.sqrt(size))

function partialSource(sizes: readonly number[], tiles: TileOptions): KernelSource {
  const counts = sizes.map(threadsFor)
  const ends = endsOf(counts)
  const threads = ends.at(-1)!
  return {
    name: STEP_MOMENTS,
    key: [...sizes],
    inputs: [
      ['gradient', 1],
      ['before', 1],
      ['after', 1],
    ],
    outputVectorWidth: 4,
    outputShape: [threads, 4],
    threads,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      ${constant('threadEnds', ends)}
      ${constant('counts', counts)}
      ${constant('partEnds', endsOf(sizes))}
      ${constant('sizes', sizes)}
      var part = 0;
      while (index >= threadEnds[part]) { part++; }
      let count = counts[part];
      let end = partEnds[part];
      var sums = vec4<f32>(0.0);
      for (var i = end - sizes[part] + index - threadEnds[part] + count; i < end; i += count) {
        let slope = gradient[i];
        let weight = before[i];
        let moved = weight - after[i];
        sums += vec4<f32>(slope * slope, moved * moved, weight * weight, slope * moved);
      }
      result[index] = sums;`,
  }
}

function totalSource(sizes: readonly number[], tiles: TileOptions): KernelSource {
  const parts = sizes.length
  const counts = sizes.map(threadsFor)
  return {
    name: 'AligStepMomentsTotal',
    key: [...counts],
    inputs: [['partial', 4]],
    outputVectorWidth: 1,
    outputShape: [4 * parts],
    threads: parts,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      ${constant('threadEnds', endsOf(counts))}
      ${constant('counts', counts)}
      let end = threadEnds[index];
      var sums = vec4<f32>(0.0);
      for (var i = end - counts[index]; i < end; i++) { sums += partial[i]; }
      result[index] = sums.x;
      result[${parts} + index] = sums.y;
      result[${2 * parts} + index] = sums.z;
      result[${3 * parts} + index] = sums.w;`,
  }
}

export const stepMoments: KernelOverride = {
  kernelName: STEP_MOMENTS,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { gradient, before, after } = inputs
      const sizes = attrs['sizes'] as number[]
      if (!gradient || !before || !after) return undefined
      const vectors = [gradient, before, after]
      if (!holdFloats(backend, vectors)) return undefined
      const partial = runKernel(backend, partialSource(sizes, tiles), vectors)
      const total = runKernel(backend, totalSource(sizes, tiles), [partial])
      backend.disposeData(partial.dataId)
      return total
    },
}
