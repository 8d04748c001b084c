import { backend_util } from '@tensorflow/tfjs-core'
import type { KernelArguments } from './program'

/** Sizes of one 2-D convolution: images NHWC, filter HWIO. */
export interface ConvGeometry {
  readonly batch: number
  readonly inHeight: number
  readonly inWidth: number
  readonly inChannels: number
  readonly outHeight: number
  readonly outWidth: number
  readonly outChannels: number
  readonly filterHeight: number
  readonly filterWidth: number
  readonly strideY: number
  readonly strideX: number
  readonly padTop: number
  readonly padLeft: number
}

/** Longest filter side: taps are written out one by one, and shaders must not grow too long. */
const MAX_FILTER = 5

/**
 * Geometry of a convolution that our kernels cover, or undefined: channels last, no dilation,
 * filters up to 5 x 5, at least one output.
 */
export function convGeometry(
  imageShape: readonly number[],
  filterShape: readonly number[],
  attrs: KernelArguments['attrs'],
): ConvGeometry | undefined {
  type Shape4 = [number, number, number, number]
  const dilations = (attrs['dilations'] ?? 1) as number | [number, number]
  const info = backend_util.computeConv2DInfo(
    imageShape as Shape4,
    filterShape as Shape4,
    attrs['strides'] as number | [number, number],
    dilations,
    attrs['pad'] as Parameters<typeof backend_util.computeConv2DInfo>[4],
    attrs['dimRoundingMode'] as 'floor' | 'round' | 'ceil' | undefined,
    false,
    backend_util.convertConv2DDataFormat((attrs['dataFormat'] ?? 'NHWC') as 'NHWC' | 'NCHW'),
  )
  const covered =
    info.dataFormat === 'channelsLast' &&
    info.dilationHeight === 1 &&
    info.dilationWidth === 1 &&
    info.filterHeight <= MAX_FILTER &&
    info.filterWidth <= MAX_FILTER &&
    info.batchSize * info.outHeight * info.outWidth * info.outChannels > 0 &&
    info.inHeight * info.inWidth * info.inChannels > 0
  if (!covered) return undefined
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  }
}

/** True where some filter tap of some output row falls outside the image. */
export function reachesOutsideRows(g: ConvGeometry): boolean {
  return g.padTop > 0 || (g.outHeight - 1) * g.strideY + g.filterHeight - g.padTop > g.inHeight
}

/** The same along x. */
export function reachesOutsideColumns(g: ConvGeometry): boolean {
  return g.padLeft > 0 || (g.outWidth - 1) * g.strideX + g.filterWidth - g.padLeft > g.inWidth
}
