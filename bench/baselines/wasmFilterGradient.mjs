/**
 * The baseline of the wasm figures: stock tfjs wasm with nothing but the missing convolution
 * filter gradient, computed as one convolution in which the batch is the contracted channel:
 * dW = conv2d(x as [Cin, H, W, B], dy as [OH, OW, B, Cout], dilation = stride).
 * Kept unchanged so that later figures compare with the same thing.
 */
import * as tf from '@tensorflow/tfjs-core'

export const filterGradientAsConvolution = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs: { x, dy }, backend, attrs }) => {
    const { filterShape, strides, pad, dimRoundingMode } = attrs
    const conv = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
    )
    const run = (name, inputs, kernelAttrs) =>
      tf.getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs: kernelAttrs })
    const made = []
    const keep = (info) => {
      made.push(info)
      return info
    }

    const { top, bottom, left, right } = conv.padInfo
    let image = x
    if (top || bottom || left || right) {
      const paddings = [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]
      image = keep(run('PadV2', { x }, { paddings, constantValue: 0 }))
    }
    const height = (conv.outHeight - 1) * conv.strideHeight + conv.filterHeight
    const width = (conv.outWidth - 1) * conv.strideWidth + conv.filterWidth
    if (image.shape[1] !== height || image.shape[2] !== width) {
      const size = [image.shape[0], height, width, image.shape[3]]
      image = keep(run('Slice', { x: image }, { begin: [0, 0, 0, 0], size }))
    }
    const transposedImage = keep(run('Transpose', { x: image }, { perm: [3, 1, 2, 0] }))
    const filter = keep(run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] }))
    const gradient = keep(
      run(
        'Conv2D',
        { x: transposedImage, filter },
        {
          strides: [1, 1],
          pad: 'valid',
          dataFormat: 'NHWC',
          dilations: [conv.strideHeight, conv.strideWidth],
        },
      ),
    )
    const out = run('Transpose', { x: gradient }, { perm: [1, 2, 0, 3] })
    for (const info of made) backend.disposeData(info.dataId)
    return out
  },
}
