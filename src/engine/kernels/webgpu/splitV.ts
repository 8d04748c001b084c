/**
 * Splitting the flat parameter vector into a model's tensors.
 *
 * What was slow: the stock kernel launches one copy per part: 4 launches for a 784-128-10 network,
 * 18 for a ResNet-8, at every step.
 * Here: parts that start at an address a binding may have are views of the vector. If not all do,
 * one launch first copies the vector, leaving gaps so that they do.
 * Can go when: tfjs splits without copying.
 */
import { SplitV, backend_util } from '@tensorflow/tfjs-core'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { makeViews, viewAlignment, type Part } from './views'

/** Where parts of these sizes start if each start is rounded up to a multiple of `alignment`. */
function spacedOffsets(sizes: readonly number[], alignment: number): number[] {
  let next = 0
  return sizes.map((size) => {
    const offset = next
    next = Math.ceil((offset + size) / alignment) * alignment
    return offset
  })
}

/** Copies a vector so that each part starts at its offset; what lies between is never read. */
function spacedCopySource(
  sizes: readonly number[],
  offsets: readonly number[],
  tiles: TileOptions,
): KernelSource {
  const total = offsets.at(-1)! + sizes.at(-1)!
  // Gap inserted before each part, beyond the gaps before it.
  let start = 0
  let shift = 0
  const steps = sizes.map((size, i) => {
    const gap = offsets[i]! - start - shift
    const step = { from: start, gap }
    shift += gap
    start += size
    return step
  })
  const jumps = steps
    .filter(({ gap }) => gap > 0)
    .map(({ from, gap }) => `+ select(0, ${gap}, index >= ${from})`)
  return {
    name: 'AligSpacedCopy',
    key: [...sizes],
    inputs: [['x', 1]],
    outputVectorWidth: 1,
    outputShape: [total],
    threads: start,
    workgroupSize: tiles.workgroupSize,
    body: () => `result[index ${jumps.join(' ')}] = x[index];`,
  }
}

export const splitV: KernelOverride = {
  kernelName: SplitV,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { x } = inputs
      if (!x || x.shape.length !== 1 || !holdFloats(backend, [x])) return undefined
      const sizes = backend_util.prepareSplitSize(x, attrs['numOrSizeSplits'] as number[], 0)
      if (sizes.some((size) => size === 0)) return undefined
      const alignment = viewAlignment(backend)
      const dense = spacedOffsets(sizes, 1)
      const parts = (offsets: readonly number[]): Part[] =>
        offsets.map((offset, i) => ({ offset, shape: [sizes[i]!] }))
      if (dense.every((offset) => offset % alignment === 0)) {
        return makeViews(backend, x, parts(dense), false)
      }
      const offsets = spacedOffsets(sizes, alignment)
      const copy = runKernel(backend, spacedCopySource(sizes, offsets, tiles), [x])
      return makeViews(backend, copy, parts(offsets), true)
    },
}
