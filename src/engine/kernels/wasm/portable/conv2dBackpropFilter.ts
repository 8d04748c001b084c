import * as tf from '@tensorflow/tfjs-core'
import type {
  Conv2DBackpropFilterAttrs,
  KernelConfig,
  NamedAttrMap,
  NamedTensorInfoMap,
  TensorInfo,
} from '@tensorflow/tfjs-core'
import type { HeapBackend } from '../heap'

/**
 * Gradient of a convolution with respect to its filter, from stock wasm kernels.
 *
 * Why: tfjs 4.22 has no such kernel on wasm (tensorflow/tfjs issue 8474). This one serves
 * browsers without wasm SIMD; ../conv2dBackpropFilter.ts is the fast one.
 * How: one convolution in which the batch is the contracted channel:
 * dW = conv2d(x as [Cin, H, W, B], dy as [OH, OW, B, Cout], dilation = stride).
 * Can go: when tfjs ships the kernel.
 */
export function portableConv2dBackpropFilter(backend: HeapBackend): KernelConfig {
  const run = (name: string, inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo =>
    tf.getKernel(name, 'wasm').kernelFunc({ inputs, attrs, backend }) as TensorInfo

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
      const shape = x.shape as [number, number, number, number]
      const conv = tf.backend_util.computeConv2DInfo(
        shape,
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      )
      const { padInfo, strideHeight, strideWidth } = conv
      const paddings = [
        [0, 0],
        [padInfo.top, padInfo.bottom],
        [padInfo.left, padInfo.right],
        [0, 0],
      ]
      // Rows and columns that no window reaches would make the gradient larger than the filter.
      const height = (conv.outHeight - 1) * strideHeight + conv.filterHeight
      const width = (conv.outWidth - 1) * strideWidth + conv.filterWidth
      const size = [conv.batchSize, height, width, conv.inChannels]

      const framed = run('PadV2', { x }, { paddings, constantValue: 0 })
      const reached = run('Slice', { x: framed }, { begin: [0, 0, 0, 0], size })
      const image = run('Transpose', { x: reached }, { perm: [3, 1, 2, 0] })
      const filter = run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] })
      const gradient = run(
        'Conv2D',
        { x: image, filter },
        {
          strides: [1, 1],
          pad: 'valid',
          dataFormat: 'NHWC',
          dilations: [strideHeight, strideWidth],
        },
      )
      const out = run('Transpose', { x: gradient }, { perm: [1, 2, 0, 3] })
      for (const made of [framed, reached, image, filter, gradient]) {
        backend.disposeData(made.dataId)
      }
      return out
    },
  }
}
