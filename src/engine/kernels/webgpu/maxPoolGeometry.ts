import { backend_util } from '@tensorflow/tfjs-core'
import type { KernelArguments } from './program'

/** A 2 x 2 max-pool with stride 2; a last odd row or column belongs to no window. */
export interface PoolGeometry {
  readonly batch: number
  readonly inHeight: number
  readonly inWidth: number
  readonly channels: number
  readonly outHeight: number
  readonly outWidth: number
}

/** Geometry of a pool that our kernels cover: 2 x 2 windows, stride 2, none reaching outside. */
export function poolGeometry(
  shape: readonly number[],
  attrs: KernelArguments['attrs'],
): PoolGeometry | undefined {
  const info = backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    attrs['filterSize'] as number | [number, number],
    attrs['strides'] as number | [number, number],
    1,
    attrs['pad'] as Parameters<typeof backend_util.computePool2DInfo>[4],
    attrs['dimRoundingMode'] as 'floor' | 'round' | 'ceil' | undefined,
  )
  const twoByTwo =
    info.filterHeight === 2 &&
    info.filterWidth === 2 &&
    info.strideHeight === 2 &&
    info.strideWidth === 2
  const inside =
    info.padInfo.top === 0 &&
    info.padInfo.left === 0 &&
    info.outHeight * 2 <= info.inHeight &&
    info.outWidth * 2 <= info.inWidth
  const size = info.batchSize * info.outHeight * info.outWidth * info.inChannels
  if (!twoByTwo || !inside || size === 0) return undefined
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
  }
}
