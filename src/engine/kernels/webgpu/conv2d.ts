/**
 * Convolution, forward.
 *
 * What was slow: the stock kernel multiplies 32 x 32 tiles through shared memory with two barriers
 * per tile. With 1 input or 8 output channels most of a tile is empty, and on software adapters a
 * barrier makes a thread about 20 times dearer. It was two thirds of a small CNN's step.
 * Here: one thread makes a strip of pixels times a few channels in registers, reads each input
 * value of a filter row once, and needs no barrier. See bench/webgpuKernels for the figures.
 * Can go when: tfjs's own convolution is within a factor of 1.2 of it in that benchmark.
 */
import { Conv2D } from '@tensorflow/tfjs-core'
import {
  convGeometry,
  reachesOutsideColumns,
  reachesOutsideRows,
  type ConvGeometry,
} from './convGeometry'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { balanced, divisorUpTo, floatType, component, vectorWidthOf, repeat } from './wgsl'

function conv2dSource(g: ConvGeometry, tiles: TileOptions): KernelSource {
  const inputVectorWidth = vectorWidthOf(g.inChannels)
  const channelVectorWidth = vectorWidthOf(g.outChannels)
  const inVectors = g.inChannels / inputVectorWidth
  const outVectors = g.outChannels / channelVectorWidth
  const pixels = balanced(g.outWidth, tiles.convPixels)
  const vectors = divisorUpTo(outVectors, tiles.convChannels / channelVectorWidth)
  const strips = Math.ceil(g.outWidth / pixels)
  const channelTiles = outVectors / vectors
  return {
    name: 'AligConv2D',
    key: [...Object.values(g), pixels, vectors],
    inputs: [
      ['x', inputVectorWidth],
      ['weights', channelVectorWidth],
    ],
    outputVectorWidth: channelVectorWidth,
    outputShape: [g.batch, g.outHeight, g.outWidth, g.outChannels],
    threads: g.batch * g.outHeight * strips * channelTiles,
    workgroupSize: tiles.workgroupSize,
    body,
  }

  function body(): string {
    const { filterHeight, filterWidth, strideX, strideY } = g
    const outside = reachesOutsideColumns(g)
    const hasTail = g.outWidth % pixels !== 0
    const accumulator = floatType(channelVectorWidth)
    const input = floatType(inputVectorWidth)
    // Columns of the input that the strip touches, relative to its first.
    const columns = [
      ...new Set(
        Array.from({ length: pixels * filterWidth }, (_, i) => {
          return Math.floor(i / filterWidth) * strideX + (i % filterWidth)
        }),
      ),
    ]
    const tap = (kx: number, q: number, v: number) => `
        let w${kx}_${q}_${v} = weights[at + ${(kx * g.inChannels + q) * outVectors + v}];
        ${repeat(pixels, (p) => {
          const x = `x${p * strideX + kx}${component(inputVectorWidth, q)}`
          return `a${p}_${v} = fma(${accumulator}(${x}), w${kx}_${q}_${v}, a${p}_${v});`
        })}`
    return `
      let vector = (index % ${channelTiles}) * ${vectors};
      let strip = index / ${channelTiles};
      let row = strip / ${strips};
      let ox = (strip % ${strips}) * ${pixels};
      let oy = row % ${g.outHeight};
      let image = row / ${g.outHeight};
      let ix = ox * ${strideX} - ${g.padLeft};
      ${repeat(pixels, (p) => repeat(vectors, (v) => `var a${p}_${v} = ${accumulator}(0.0);`))}
      for (var ky = 0; ky < ${filterHeight}; ky++) {
        let iy = oy * ${strideY} + ky - ${g.padTop};
        ${reachesOutsideRows(g) ? `if (iy < 0 || iy >= ${g.inHeight}) { continue; }` : ''}
        let start = (image * ${g.inHeight} + iy) * ${g.inWidth};
        ${columns
          .map((c) => {
            const column =
              outside || hasTail ? `clamp(ix + ${c}, 0, ${g.inWidth - 1})` : `ix + ${c}`
            const inside = `let in${c} = ix + ${c} >= 0 && ix + ${c} < ${g.inWidth};`
            return `let at${c} = (start + ${column}) * ${inVectors}; ${outside ? inside : ''}`
          })
          .join('\n')}
        var at = ky * ${filterWidth * g.inChannels * outVectors} + vector;
        for (var ci = 0; ci < ${inVectors}; ci++) {
          ${columns
            .map((c) => {
              const value = `x[at${c} + ci]`
              return `let x${c} = ${outside ? `select(${input}(0.0), ${value}, in${c})` : value};`
            })
            .join('\n')}
          ${repeat(filterWidth, (kx) => repeat(inputVectorWidth, (q) => repeat(vectors, (v) => tap(kx, q, v))))}
          at += ${inputVectorWidth * outVectors};
        }
      }
      let out = (row * ${g.outWidth} + ox) * ${outVectors} + vector;
      ${repeat(pixels, (p) => {
        const stores = repeat(vectors, (v) => `result[out + ${p * outVectors + v}] = a${p}_${v};`)
        return hasTail ? `if (ox + ${p} < ${g.outWidth}) { ${stores} }` : stores
      })}`
  }
}

export const conv2d: KernelOverride = {
  kernelName: Conv2D,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { x, filter } = inputs
      if (!x || !filter || !holdFloats(backend, [x, filter])) return undefined
      const geometry = convGeometry(x.shape, filter.shape, attrs)
      return geometry && runKernel(backend, conv2dSource(geometry, tiles), [x, filter])
    },
}
