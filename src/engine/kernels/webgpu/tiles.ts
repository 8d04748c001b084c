import { isSoftwareAdapter, type AdapterInfo } from '../../backend/adapter'

/**
 * How much work one GPU thread takes. What is best differs by adapter, so every kernel reads it
 * from here and none holds a number of its own.
 *
 * Software adapters run threads one after another: large register tiles win, because each value
 * loaded is used more often. A real GPU needs many threads in flight: smaller tiles, more of them.
 */
export interface TileOptions {
  /** Threads per workgroup of every kernel without shared memory. */
  readonly workgroupSize: number
  /** Output pixels along x that one thread of a convolution makes. */
  readonly convPixels: number
  /** Output channels that one thread of a convolution makes. */
  readonly convChannels: number
  /** Accumulators (of up to four components) that one thread of the filter gradient keeps. */
  readonly filterAccumulators: number
  /** Threads that the filter gradient should have: images and rows are cut into chunks for it. */
  readonly filterThreads: number
  /** Rows and columns of a matrix product that one thread makes. */
  readonly matMulRows: number
  readonly matMulColumns: number
  /** Vectors (of up to four components) that one thread of an element-wise kernel handles. */
  readonly elementVectors: number
  /** Threads that share one reduction over a long vector. */
  readonly reduceThreads: number
  /** Rows that one thread adds up alone; longer columns are first cut into chunks. */
  readonly serialRows: number
}

/**
 * Measured on SwiftShader (Chromium's software adapter) with two CPU cores. Do not enlarge the
 * convolution's tiles without timing the first step: from 16 pixels on, SwiftShader takes minutes
 * to compile some shaders, and Chromium then restarts its GPU process.
 */
export const SOFTWARE_TILES: TileOptions = {
  workgroupSize: 64,
  convPixels: 12,
  convChannels: 8,
  filterAccumulators: 24,
  filterThreads: 2048,
  matMulRows: 8,
  matMulColumns: 8,
  elementVectors: 8,
  reduceThreads: 256,
  serialRows: 512,
}

/** For real GPUs. Argued from thread counts, not measured: no GPU was at hand. */
export const GPU_TILES: TileOptions = {
  workgroupSize: 64,
  convPixels: 4,
  convChannels: 4,
  filterAccumulators: 12,
  filterThreads: 16384,
  matMulRows: 2,
  matMulColumns: 4,
  elementVectors: 1,
  reduceThreads: 4096,
  serialRows: 64,
}

export function tilesFor(info: AdapterInfo): TileOptions {
  return isSoftwareAdapter(info) ? SOFTWARE_TILES : GPU_TILES
}
