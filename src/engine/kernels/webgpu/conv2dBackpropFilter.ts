/**
 * Gradient of a convolution with respect to its filter.
 *
 * What was slow: the stock kernel runs one thread per weight, each a serial loop over all images
 * and output pixels: 200 threads with 36,864 iterations for a 5x5x1x8 filter. That leaves any GPU
 * idle and was a seventh of a small CNN's step on a software adapter.
 * Here: images and rows are cut into chunks; one thread makes a whole filter row of a chunk,
 * sliding a window of input values along the image row; a second kernel adds the chunks in a fixed
 * order, so the result is the same every time.
 * Can go when: tfjs's own kernel is within a factor of 1.2 of it in bench/webgpuKernels.
 */
import { Conv2DBackpropFilter } from '@tensorflow/tfjs-core'
import {
  convGeometry,
  reachesOutsideColumns,
  reachesOutsideRows,
  type ConvGeometry,
} from './convGeometry'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import { sumRows } from './sumRows'
import type { TileOptions } from './tiles'
import { divisorUpTo, floatType, component, vectorWidthOf, repeat } from './wgsl'

/** Partial filter gradients [chunks, height, width, in, out]; chunk i covers some image rows. */
function filterChunksSource(g: ConvGeometry, tiles: TileOptions): KernelSource {
  const { filterHeight, filterWidth, strideX, strideY, inChannels, outChannels } = g
  const inputVectorWidth = vectorWidthOf(inChannels)
  const channelVectorWidth = vectorWidthOf(outChannels)
  const inVectors = inChannels / inputVectorWidth
  const outVectors = outChannels / channelVectorWidth
  const vectors = divisorUpTo(
    outVectors,
    Math.min(4, tiles.filterAccumulators / (filterWidth * inputVectorWidth)),
  )
  const channelTiles = outVectors / vectors
  const threadsPerChunk = channelTiles * inVectors * filterHeight
  const rows = g.batch * g.outHeight
  const wanted = Math.min(rows, Math.max(1, Math.ceil(tiles.filterThreads / threadsPerChunk)))
  const rowsPerChunk = Math.ceil(rows / wanted)
  const chunks = Math.ceil(rows / rowsPerChunk)
  return {
    name: 'AligConv2DFilterChunks',
    key: [...Object.values(g), vectors, rowsPerChunk],
    inputs: [
      ['x', inputVectorWidth],
      ['dy', channelVectorWidth],
    ],
    outputVectorWidth: channelVectorWidth,
    outputShape: [chunks, filterHeight, filterWidth, inChannels, outChannels],
    threads: chunks * threadsPerChunk,
    workgroupSize: tiles.workgroupSize,
    body,
  }

  function body(): string {
    const accumulator = floatType(channelVectorWidth)
    const outside = reachesOutsideColumns(g)
    // Window columns that the next step along x still needs.
    const kept = Math.max(0, filterWidth - strideX)
    const load = (kx: number, column: string) => {
      const value = (at: string) => `x[(start + ${at}) * ${inVectors} + ci]`
      return outside
        ? `x${kx} = select(${floatType(inputVectorWidth)}(0.0),
            ${value(`clamp(${column}, 0, ${g.inWidth - 1})`)},
            ${column} >= 0 && ${column} < ${g.inWidth});`
        : `x${kx} = ${value(column)};`
    }
    const each = (line: (kx: number, q: number, v: number) => string) =>
      repeat(filterWidth, (kx) =>
        repeat(inputVectorWidth, (q) => repeat(vectors, (v) => line(kx, q, v))),
      )
    return `
      let vector = (index % ${channelTiles}) * ${vectors};
      var rest = index / ${channelTiles};
      let ci = rest % ${inVectors};
      rest = rest / ${inVectors};
      let ky = rest % ${filterHeight};
      let chunk = rest / ${filterHeight};
      ${each((kx, q, v) => `var a${kx}_${q}_${v} = ${accumulator}(0.0);`)}
      ${repeat(filterWidth, (kx) => `var x${kx} = ${floatType(inputVectorWidth)}(0.0);`)}
      let end = min((chunk + 1) * ${rowsPerChunk}, ${rows});
      for (var row = chunk * ${rowsPerChunk}; row < end; row++) {
        let iy = (row % ${g.outHeight}) * ${strideY} + ky - ${g.padTop};
        ${reachesOutsideRows(g) ? `if (iy < 0 || iy >= ${g.inHeight}) { continue; }` : ''}
        let start = ((row / ${g.outHeight}) * ${g.inHeight} + iy) * ${g.inWidth};
        ${repeat(kept, (kx) => load(kx, `${kx - g.padLeft}`))}
        var at = row * ${g.outWidth * outVectors} + vector;
        for (var ox = 0; ox < ${g.outWidth}; ox++) {
          let ix = ox * ${strideX} - ${g.padLeft};
          ${repeat(filterWidth - kept, (i) => load(kept + i, `ix + ${kept + i}`))}
          ${repeat(vectors, (v) => `let d${v} = dy[at + ${v}];`)}
          ${each((kx, q, v) => {
            const sum = `a${kx}_${q}_${v}`
            return `${sum} = fma(${accumulator}(x${kx}${component(inputVectorWidth, q)}), d${v}, ${sum});`
          })}
          ${repeat(kept, (kx) => `x${kx} = x${kx + strideX};`)}
          at += ${outVectors};
        }
      }
      let out = ((chunk * ${filterHeight} + ky) * ${filterWidth * inChannels} + ci * ${inputVectorWidth})
        * ${outVectors} + vector;
      ${each(
        (kx, q, v) => `result[out + ${(kx * inChannels + q) * outVectors + v}] = a${kx}_${q}_${v};`,
      )}`
  }
}

export const conv2dBackpropFilter: KernelOverride = {
  kernelName: Conv2DBackpropFilter,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { x, dy } = inputs
      const filterShape = attrs['filterShape'] as number[]
      if (!x || !dy || !holdFloats(backend, [x, dy])) return undefined
      const geometry = convGeometry(x.shape, filterShape, attrs)
      if (!geometry) return undefined
      const source = filterChunksSource(geometry, tiles)
      const chunks = runKernel(backend, source, [x, dy])
      const geometryOfSum = {
        outer: 1,
        rows: source.outputShape[0]!,
        columns: filterShape.reduce((product, side) => product * side, 1),
      }
      const sum = sumRows(backend, chunks, geometryOfSum, filterShape, tiles)
      backend.disposeData(chunks.dataId)
      return sum
    },
}
