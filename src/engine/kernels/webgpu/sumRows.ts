import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { runKernel, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { vectorWidthOf } from './wgsl'

/** A tensor seen as `outer` matrices [rows, columns]. */
export interface RowsGeometry {
  readonly outer: number
  readonly rows: number
  readonly columns: number
}

/** Sum of each matrix over its rows, every column added up in row order by one thread. */
function sumRowsSource(
  { outer, rows, columns }: RowsGeometry,
  outputShape: readonly number[],
  tiles: TileOptions,
  divisor: number,
): KernelSource {
  const vectorWidth = vectorWidthOf(columns)
  const vectors = columns / vectorWidth
  return {
    name: 'AligSumRows',
    key: [outer, rows, columns, divisor, outputShape.length],
    inputs: [['x', vectorWidth]],
    outputVectorWidth: vectorWidth,
    outputShape,
    threads: outer * vectors,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let start = (index / ${vectors}) * ${rows * vectors} + index % ${vectors};
      var sum = x[start];
      for (var row = 1; row < ${rows}; row++) { sum += x[start + row * ${vectors}]; }
      result[index] = sum${divisor === 1 ? '' : ` / ${divisor}.0`};`,
  }
}

/** Sums of equal runs of rows: a matrix [rows, columns] to [chunks, columns]. */
function sumChunksSource(rows: number, columns: number, tiles: TileOptions): KernelSource {
  const vectorWidth = vectorWidthOf(columns)
  const vectors = columns / vectorWidth
  // As many chunks as rows in a chunk: neither launch then has the longer loop.
  const rowsPerChunk = Math.ceil(Math.sqrt(rows))
  const chunks = Math.ceil(rows / rowsPerChunk)
  return {
    name: 'AligSumChunks',
    key: [rows, columns, rowsPerChunk],
    inputs: [['x', vectorWidth]],
    outputVectorWidth: vectorWidth,
    outputShape: [chunks, columns],
    threads: chunks * vectors,
    workgroupSize: tiles.workgroupSize,
    body: () => `
      let vector = index % ${vectors};
      let first = (index / ${vectors}) * ${rowsPerChunk};
      let end = min(first + ${rowsPerChunk}, ${rows});
      var sum = x[first * ${vectors} + vector];
      for (var row = first + 1; row < end; row++) { sum += x[row * ${vectors} + vector]; }
      result[index] = sum;`,
  }
}

/**
 * Sums over rows in one launch, or in two where the columns are long.
 * @param divisor what the sums are divided by: the number of summands for a mean
 */
export function sumRows(
  backend: WebGPUBackend,
  x: TensorInfo,
  geometry: RowsGeometry,
  outputShape: readonly number[],
  tiles: TileOptions,
  divisor = 1,
): TensorInfo {
  const { outer, rows, columns } = geometry
  if (outer > 1 || rows <= tiles.serialRows) {
    return runKernel(backend, sumRowsSource(geometry, outputShape, tiles, divisor), [x])
  }
  const source = sumChunksSource(rows, columns, tiles)
  const chunks = runKernel(backend, source, [x])
  const left = { outer: 1, rows: source.outputShape[0]!, columns }
  const total = runKernel(backend, sumRowsSource(left, outputShape, tiles, divisor), [chunks])
  backend.disposeData(chunks.dataId)
  return total
}
