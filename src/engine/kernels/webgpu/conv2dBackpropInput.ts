/**
 * Gradient of a convolution with respect to its input.
 *
 * What was slow: the stock kernel makes 2 pixels x 4 channels per thread, finds the contributing
 * outputs by float division and tests every tap; unless all channels are multiples of 4 it does so
 * for one value per thread.
 * Here: one thread makes a strip of pixels times a few channels. Strips start at multiples of the
 * stride, so which tap meets which pixel is known when the shader is written, and the filter is
 * read as it lies, without a flipped copy.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { Conv2DBackpropInput } from '@tensorflow/tfjs-core'
import { convGeometry, type ConvGeometry } from './convGeometry'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { balanced, divisorUpTo, floatType, vectorWidthOf, repeat } from './wgsl'

function conv2dBackpropInputSource(g: ConvGeometry, tiles: TileOptions): KernelSource {
  const { strideX, strideY, filterHeight, filterWidth } = g
  const vectorWidth = vectorWidthOf(g.outChannels)
  const outVectors = g.outChannels / vectorWidth
  const pixels = strideX * balanced(Math.ceil(g.inWidth / strideX), tiles.convPixels / strideX)
  const channels = divisorUpTo(g.inChannels, tiles.convChannels)
  const strips = Math.ceil(g.inWidth / pixels)
  const channelTiles = g.inChannels / channels
  // Dividing by the filter width leaves long filters with fewer channels per thread.
  const storeVector = vectorWidthOf(channels)
  return {
    name: 'AligConv2DBackpropInput',
    key: [...Object.values(g), pixels, channels],
    inputs: [
      ['dy', vectorWidth],
      ['weights', vectorWidth],
    ],
    outputVectorWidth: storeVector,
    outputShape: [g.batch, g.inHeight, g.inWidth, g.inChannels],
    threads: g.batch * g.inHeight * strips * channelTiles,
    workgroupSize: tiles.workgroupSize,
    body,
  }

  function body(): string {
    const hasTail = g.inWidth % pixels !== 0
    const zero = `${floatType(vectorWidth)}(0.0)`
    /** Output column (relative to the strip's) that pixel p meets through tap kx, if any. */
    const columnOf = (p: number, kx: number) => {
      const distance = p + g.padLeft - kx
      return distance % strideX === 0 ? distance / strideX : undefined
    }
    const taps = Array.from({ length: pixels * filterWidth }, (_, i) => ({
      p: Math.floor(i / filterWidth),
      kx: i % filterWidth,
    })).flatMap(({ p, kx }) => {
      const column = columnOf(p, kx)
      return column === undefined ? [] : [{ p, kx, column }]
    })
    const columns = [...new Set(taps.map(({ column }) => column))]
    const name = (column: number) => `d${column < 0 ? 'm' : ''}${Math.abs(column)}`
    const product = (a: string, b: string) =>
      vectorWidth === 1 ? `${a} * ${b}` : `dot(${a}, ${b})`
    const gather = (kx: number) => {
      const meeting = taps.filter((tap) => tap.kx === kx)
      if (meeting.length === 0) return ''
      return repeat(channels, (c) => {
        const weight = `w${kx}_${c}`
        const sums = meeting.map(
          ({ p, column }) => `a${p}_${c} += ${product(name(column), weight)};`,
        )
        return `let ${weight} = weights[at + ${(kx * g.inChannels + c) * outVectors}];
          ${sums.join('\n')}`
      })
    }
    const store = (p: number) =>
      repeat(channels / storeVector, (v) => {
        const values = Array.from({ length: storeVector }, (_, q) => `a${p}_${v * storeVector + q}`)
        const offset = (p * g.inChannels) / storeVector + v
        return `result[out + ${offset}] = ${floatType(storeVector)}(${values.join(', ')});`
      })
    return `
      let channel = (index % ${channelTiles}) * ${channels};
      let strip = index / ${channelTiles};
      let row = strip / ${strips};
      let ix = (strip % ${strips}) * ${pixels};
      let iy = row % ${g.inHeight};
      let image = row / ${g.inHeight};
      let ox = ix / ${strideX};
      ${repeat(pixels, (p) => repeat(channels, (c) => `var a${p}_${c} = 0.0;`))}
      for (var ky = (iy + ${g.padTop}) % ${strideY}; ky < ${filterHeight}; ky += ${strideY}) {
        let oy = (iy + ${g.padTop} - ky) / ${strideY};
        if (iy + ${g.padTop} < ky || oy >= ${g.outHeight}) { continue; }
        let start = (image * ${g.outHeight} + oy) * ${g.outWidth};
        ${columns
          .map((c) => {
            const column = `ox + (${c})`
            return `let in_${name(c)} = ${column} >= 0 && ${column} < ${g.outWidth};
              let at_${name(c)} = (start + clamp(${column}, 0, ${g.outWidth - 1})) * ${outVectors};`
          })
          .join('\n')}
        var at = (ky * ${filterWidth * g.inChannels} + channel) * ${outVectors};
        for (var co = 0; co < ${outVectors}; co++) {
          ${columns
            .map((c) => `let ${name(c)} = select(${zero}, dy[at_${name(c)} + co], in_${name(c)});`)
            .join('\n')}
          ${repeat(filterWidth, gather)}
          at += 1;
        }
      }
      let out = ((row * ${g.inWidth} + ix) * ${g.inChannels} + channel) / ${storeVector};
      ${repeat(pixels, (p) => (hasTail ? `if (ix + ${p} < ${g.inWidth}) { ${store(p)} }` : store(p)))}`
  }
}

export const conv2dBackpropInput: KernelOverride = {
  kernelName: Conv2DBackpropInput,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { dy, filter } = inputs
      if (!dy || !filter || !holdFloats(backend, [dy, filter])) return undefined
      const geometry = convGeometry(attrs['inputShape'] as number[], filter.shape, attrs)
      return (
        geometry && runKernel(backend, conv2dBackpropInputSource(geometry, tiles), [dy, filter])
      )
    },
}
