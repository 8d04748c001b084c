import * as tf from '@tensorflow/tfjs-core'
import type { Conv2DAttrs, KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { FLOAT_BYTES, pointerOf, roundUp8, withScratch, type WasmContext } from './heap'
import { reachedRows, widenRows } from './widenedRows'

/**
 * Convolution (NHWC, HWIO).
 *
 * Why: the stock kernel (XNNPACK) is good; this one is faster at the sizes of small networks:
 * 0.75 and 0.72 ms for the two layers of the CNN, against 0.43 and 0.52 ms; 2.0 and 1.5 ms for
 * 3x3x32x64 on [32, 16, 16, 32]. The stock kernel is wrong besides for "same" padding
 * where a stride is larger than the filter along one axis only (filter 1x2, strides 3 and 1).
 * How: under one output row, the inputs of one filter row are a contiguous run for each output
 * position, so the convolution is a matrix product over overlapping rows, with filter rows as
 * segments. Dilated convolutions and other layouts go to the stock kernel.
 * Can go: when the stock kernel is as fast.
 */
export function conv2d({ backend, native }: WasmContext, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.Conv2D,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { x, filter } = args.inputs as { x: TensorInfo; filter: TensorInfo }
      const { strides, pad, dataFormat, dilations, dimRoundingMode } =
        args.attrs as unknown as Conv2DAttrs
      const dilated = [dilations ?? 1].flat().some((step) => step !== 1)
      if (dataFormat !== 'NHWC' || dilated) return stock(args)
      const conv = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filter.shape as [number, number, number, number],
        strides,
        1,
        pad,
        dimRoundingMode,
      )
      const { batchSize, inChannels, outChannels, filterHeight, filterWidth } = conv
      const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, padInfo } = conv
      const out = backend.makeOutput(conv.outShape, 'float32')
      const image = [batchSize, inHeight, inWidth, inChannels] as const
      const widened = widenRows(image, padInfo.left, padInfo.right)
      const patchRow = filterWidth * inChannels
      const depth = filterHeight * patchRow
      withScratch(backend, [widened.size, depth * roundUp8(outChannels)], (wide, packed) => {
        const images = widened.write(native, pointerOf(backend, x), wide)
        const panelStep = depth * 8 * FLOAT_BYTES
        const filterBytes = outChannels * FLOAT_BYTES
        native.pack(
          pointerOf(backend, filter),
          filterBytes,
          FLOAT_BYTES,
          depth,
          outChannels,
          packed,
          panelStep,
        )
        const target = pointerOf(backend, out)
        for (let b = 0; b < batchSize; b++) {
          for (let y = 0; y < outHeight; y++) {
            const top = y * strideHeight - padInfo.top
            const { from, rows } = reachedRows(top, filterHeight, inHeight)
            native.product(
              images + (b * inHeight + top + from) * widened.rowBytes,
              strideWidth * inChannels * FLOAT_BYTES,
              rows,
              widened.rowBytes,
              patchRow,
              packed + from * patchRow * 8 * FLOAT_BYTES,
              panelStep,
              target + (b * outHeight + y) * outWidth * filterBytes,
              filterBytes,
              outWidth,
              outChannels,
            )
          }
        }
      })
      return out
    },
  }
}
