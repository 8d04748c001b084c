/**
 * 2 x 2 max-pool, stride 2.
 *
 * What was slow: the stock kernel handles one value per thread and tests every tap against the
 * image's border: 1 % of a small CNN's step on a software adapter, 5 % once the convolutions are
 * fast. Here a thread reads four vectors of channels.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { MaxPool } from '@tensorflow/tfjs-core'
import { poolGeometry, type PoolGeometry } from './maxPoolGeometry'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { vectorWidthOf } from './wgsl'

function maxPoolSource(g: PoolGeometry, tiles: TileOptions): KernelSource {
  const vectorWidth = vectorWidthOf(g.channels)
  const vectors = g.channels / vectorWidth
  const below = g.inWidth * vectors
  return {
    name: 'AligMaxPool',
    key: Object.values(g),
    inputs: [['x', vectorWidth]],
    outputVectorWidth: vectorWidth,
    outputShape: [g.batch, g.outHeight, g.outWidth, g.channels],
    threads: g.batch * g.outHeight * g.outWidth * vectors,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let vector = index % ${vectors};
      let ox = (index / ${vectors}) % ${g.outWidth};
      let row = index / ${vectors * g.outWidth};
      let y = (row / ${g.outHeight}) * ${g.inHeight} + (row % ${g.outHeight}) * 2;
      let at = (y * ${g.inWidth} + ox * 2) * ${vectors} + vector;
      result[index] = max(
        max(x[at], x[at + ${vectors}]),
        max(x[at + ${below}], x[at + ${below + vectors}]));`,
  }
}

export const maxPool: KernelOverride = {
  kernelName: MaxPool,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { x } = inputs
      if (!x || !holdFloats(backend, [x])) return undefined
      const geometry = poolGeometry(x.shape, attrs)
      return geometry && runKernel(backend, maxPoolSource(geometry, tiles), [x])
    },
}
