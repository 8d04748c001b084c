/**
 * Gradient of a 2 x 2 max-pool with stride 2.
 *
 * What was slow: the stock kernels first search every window again for its maximum's position,
 * then let every input pixel look through all windows, dividing floats. Two passes; 2 % of a small
 * CNN's step on a software adapter, 20 % once the convolutions are fast.
 * Here: one thread finds one window's maximum and writes its four gradients. As on tfjs's cpu
 * backend the first of equal values gets the gradient.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { MaxPoolGrad } from '@tensorflow/tfjs-core'
import { poolGeometry, type PoolGeometry } from './maxPoolGeometry'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { floatType, vectorWidthOf } from './wgsl'

function maxPoolGradSource(g: PoolGeometry, tiles: TileOptions): KernelSource {
  const vectorWidth = vectorWidthOf(g.channels)
  const vectors = g.channels / vectorWidth
  // Threads also cover the half windows of an odd last row or column, whose gradient is 0.
  const rows = Math.ceil(g.inHeight / 2)
  const columns = Math.ceil(g.inWidth / 2)
  const hasOddRow = rows > g.outHeight
  const hasOddColumn = columns > g.outWidth
  const right = vectors
  const below = g.inWidth * vectors
  const zero = `${floatType(vectorWidth)}(0.0)`
  const oddEdge = `
      if (oy >= ${g.outHeight} || ox >= ${g.outWidth}) {
        result[at] = ${zero};
        if (ox * 2 + 1 < ${g.inWidth}) { result[at + ${right}] = ${zero}; }
        if (oy * 2 + 1 < ${g.inHeight}) { result[at + ${below}] = ${zero}; }
        return;
      }`
  return {
    name: 'AligMaxPoolGrad',
    key: Object.values(g),
    inputs: [
      ['dy', vectorWidth],
      ['x', vectorWidth],
    ],
    outputVectorWidth: vectorWidth,
    outputShape: [g.batch, g.inHeight, g.inWidth, g.channels],
    threads: g.batch * rows * columns * vectors,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let vector = index % ${vectors};
      let ox = (index / ${vectors}) % ${columns};
      let row = index / ${vectors * columns};
      let oy = row % ${rows};
      let image = row / ${rows};
      let at = ((image * ${g.inHeight} + oy * 2) * ${g.inWidth} + ox * 2) * ${vectors} + vector;
      ${hasOddRow || hasOddColumn ? oddEdge : ''}
      let gradient =
        dy[((image * ${g.outHeight} + oy) * ${g.outWidth} + ox) * ${vectors} + vector];
      let a = x[at];
      let b = x[at + ${right}];
      let c = x[at + ${below}];
      let d = x[at + ${below + right}];
      let top = max(max(a, b), max(c, d));
      let isA = a == top;
      let isB = !isA & (b == top);
      let isC = !isA & !isB & (c == top);
      result[at] = select(${zero}, gradient, isA);
      result[at + ${right}] = select(${zero}, gradient, isB);
      result[at + ${below}] = select(${zero}, gradient, isC);
      result[at + ${below + right}] = select(gradient, ${zero}, isA | isB | isC);`,
  }
}

export const maxPoolGrad: KernelOverride = {
  kernelName: MaxPoolGrad,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { dy, input } = inputs
      if (!dy || !input || !holdFloats(backend, [dy, input])) return undefined
      const geometry = poolGeometry(input.shape, attrs)
      return geometry && runKernel(backend, maxPoolGradSource(geometry, tiles), [dy, input])
    },
}
