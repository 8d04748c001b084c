import * as tf from '@tensorflow/tfjs-core'
import type { Conv2DBackpropFilterAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import { FLOAT_BYTES, pointerOf, roundUp8, withScratch, type WasmContext } from './heap'
import { widenRows } from './widenedRows'

/**
 * Gradient of a convolution with respect to its filter (NHWC, HWIO, no dilation: tfjs asks for
 * no other).
 *
 * Why: tfjs 4.22 has no such kernel on wasm (tensorflow/tfjs issue 8474), so no convolution can
 * be trained there. As one stock convolution in which the batch is the contracted channel it
 * takes 1.6 and
 * 1.2 ms for the two layers of the CNN and 9.6 ms for 3x3x16x16 on [32, 32, 32, 16]; this kernel
 * takes 0.36, 0.47 and 3.1 ms.
 * How: for one image and one filter row kh, the inputs under all filter columns are one
 * contiguous run of filterWidth * inChannels entries, so dW[kh] is the transpose of these
 * (overlapping) rows times dy. No patch is ever written out.
 * Can go: when tfjs ships the kernel at that speed.
 */
export function conv2dBackpropFilter({ backend, native }: WasmContext): KernelConfig {
  return {
    kernelName: tf.Conv2DBackpropFilter,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
      const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
        attrs as unknown as Conv2DBackpropFilterAttrs
      if (dataFormat !== 'NHWC') {
        throw new Error(
          `The filter gradient on wasm takes images as NHWC, not ${dataFormat}. ` +
            'Transpose the images, or choose another backend.',
        )
      }
      const conv = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      )
      const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = conv
      const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = conv
      const out = backend.makeOutput(filterShape, 'float32')
      const columns = roundUp8(outChannels)
      const padded = columns !== outChannels
      const patchRow = filterWidth * inChannels
      const image = [batchSize, inHeight, inWidth, inChannels] as const
      const widened = widenRows(image, padInfo.left, padInfo.right)
      const rows = filterHeight * patchRow
      const positions = batchSize * outHeight * outWidth
      withScratch(
        backend,
        [widened.size, padded ? positions * columns : 0, padded ? rows * columns : 0],
        (wide, wideDy, wideOut) => {
          const images = widened.write(native, pointerOf(backend, x), wide)
          const target = padded ? wideOut : pointerOf(backend, out)
          const gradient = padded ? wideDy : pointerOf(backend, dy)
          const bytes = outChannels * FLOAT_BYTES
          const wideBytes = columns * FLOAT_BYTES
          if (padded) {
            const bare = pointerOf(backend, dy)
            native.copyRows(bare, bytes, gradient, wideBytes, 0, bytes, positions)
          }
          backend.wasm.HEAPU8.fill(0, target, target + rows * wideBytes)
          for (let b = 0; b < batchSize; b++) {
            for (let kh = 0; kh < filterHeight; kh++) {
              // Output rows whose window has its row kh inside the image.
              const last = Math.floor((inHeight - 1 + padInfo.top - kh) / strideHeight)
              const first = Math.max(0, Math.ceil((padInfo.top - kh) / strideHeight))
              const reached = Math.min(outHeight - 1, last) - first + 1
              if (reached <= 0) continue
              const inputRow = first * strideHeight + kh - padInfo.top
              native.productOfTransposed(
                images + (b * inHeight + inputRow) * widened.rowBytes,
                strideWidth * inChannels * FLOAT_BYTES,
                strideHeight * widened.rowBytes,
                gradient + (b * outHeight + first) * outWidth * wideBytes,
                wideBytes,
                outWidth * wideBytes,
                outWidth,
                reached,
                target + kh * patchRow * wideBytes,
                wideBytes,
                patchRow,
                columns,
              )
            }
          }
          if (padded) {
            native.copyRows(target, wideBytes, pointerOf(backend, out), bytes, 0, bytes, rows)
          }
        },
      )
      return out
    },
  }
}
