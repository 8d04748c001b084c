/**
 * The models' forward passes in float64 and plain loops, without tfjs: what their logits and
 * gradients are checked against. Written for clarity; every image goes through alone.
 */
import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import type { LossId } from '../../spec/loss'
import { sizeOf, type InputShape, type ParameterTensor } from '../../spec/model'
import { lossTwins } from './lossTwin'

/** One image: [height, width, channels], row-major. */
interface Image {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly values: readonly number[]
}

interface Weight {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

const relu = (x: number) => Math.max(x, 0)

const activations: Readonly<Record<string, (x: number) => number>> = {
  relu,
  tanh: Math.tanh,
  softplus: (x) => Math.log1p(Math.exp(x)),
}

function dense(x: readonly number[], kernel: Weight, bias: Weight): number[] {
  const outputs = kernel.shape[1]!
  return Array.from({ length: outputs }, (_, k) =>
    x.reduce((sum, value, i) => sum + value * kernel.values[i * outputs + k]!, bias.values[k]!),
  )
}

function mapImage(image: Image, f: (value: number, i: number) => number): Image {
  return { ...image, values: image.values.map(f) }
}

/** TensorFlow's padding: `same` puts the odd pixel at the end. */
function convolution(
  image: Image,
  kernel: Weight,
  bias: Weight,
  stride: number,
  padding: 'same' | 'valid',
): Image {
  const [kh, kw, inputs, outputs] = kernel.shape as readonly [number, number, number, number]
  const axis = (side: number, k: number) => {
    const size = padding === 'same' ? Math.ceil(side / stride) : Math.ceil((side - k + 1) / stride)
    const before = padding === 'same' ? Math.max((size - 1) * stride + k - side, 0) >> 1 : 0
    return { size, before }
  }
  const rows = axis(image.height, kh)
  const columns = axis(image.width, kw)
  const values: number[] = []
  for (let y = 0; y < rows.size; y++) {
    for (let x = 0; x < columns.size; x++) {
      for (let o = 0; o < outputs; o++) {
        let sum = bias.values[o]!
        for (let i = 0; i < kh * kw; i++) {
          const row = y * stride - rows.before + Math.floor(i / kw)
          const column = x * stride - columns.before + (i % kw)
          if (row < 0 || row >= image.height || column < 0 || column >= image.width) continue
          for (let c = 0; c < inputs; c++) {
            const pixel = image.values[(row * image.width + column) * inputs + c]!
            sum += pixel * kernel.values[(i * inputs + c) * outputs + o]!
          }
        }
        values.push(sum)
      }
    }
  }
  return { height: rows.size, width: columns.size, channels: outputs, values }
}

function maxPool2(image: Image): Image {
  const { channels } = image
  const height = Math.floor(image.height / 2)
  const width = Math.floor(image.width / 2)
  const values = Array.from({ length: height * width * channels }, (_, i) => {
    const c = i % channels
    const x = 2 * (Math.floor(i / channels) % width)
    const y = 2 * Math.floor(i / (channels * width))
    const at = (row: number, column: number) =>
      image.values[(row * image.width + column) * channels + c]!
    return Math.max(at(y, x), at(y, x + 1), at(y + 1, x), at(y + 1, x + 1))
  })
  return { height, width, channels, values }
}

function globalMean({ height, width, channels, values }: Image): number[] {
  return Array.from({ length: channels }, (_, c) => {
    const ofChannel = values.filter((_value, i) => i % channels === c)
    return ofChannel.reduce((sum, value) => sum + value, 0) / (height * width)
  })
}

/** Each filter with mean 0 and a squared norm of 2, times the gain's. */
function standardised({ shape, values }: Weight, gain: number): Weight {
  const outputs = shape[3]!
  const length = values.length / outputs
  const means = Array<number>(outputs).fill(0)
  const squares = Array<number>(outputs).fill(1e-8)
  for (let i = 0; i < values.length; i++) means[i % outputs]! += values[i]! / length
  const centred = Array.from(values, (value, i) => value - means[i % outputs]!)
  for (const [i, value] of centred.entries()) squares[i % outputs]! += value ** 2
  const scales = squares.map((square) => (Math.SQRT2 * gain) / Math.sqrt(square))
  return { shape, values: centred.map((value, i) => value * scales[i % outputs]!) }
}

type Model = (image: Image, next: () => Weight, options: OptionValues) => number[]

const models: Readonly<Record<string, Model>> = {
  softmax: (image, next) => dense(image.values, next(), next()),
  mlp: (image, next, options) => {
    const activation = activations[String(options.activation)]!
    let x = image.values
    for (let i = 0; i < numberOf(options, 'depth'); i++) {
      x = dense(x, next(), next()).map((value) => activation(value))
    }
    return dense(x, next(), next())
  },
  cnn: (image, next, options) => {
    let x = image
    for (let i = 0; i < numberOf(options, 'blocks'); i++) {
      const shrinks = options.kernel === '5' && Math.min(x.height, x.width) >= 6
      x = mapImage(convolution(x, next(), next(), 1, shrinks ? 'valid' : 'same'), relu)
      if (Math.min(x.height, x.width) > 1) x = maxPool2(x)
    }
    return dense(x.values, next(), next())
  },
  resnet: (image, next, options) => {
    const blocks = 3 * numberOf(options, 'n')
    const filters = (gain: number) =>
      options.norm === 'weights' ? standardised(next(), gain) : next()
    const layer = (x: Image, stride: number, gain = 1) =>
      convolution(x, filters(gain), next(), stride, 'same')
    let x = mapImage(convolution(image, next(), next(), 1, 'same'), relu)
    for (let stage = 0; stage < 3; stage++) {
      for (let block = 0; block < numberOf(options, 'n'); block++) {
        const stride = stage > 0 && block === 0 ? 2 : 1
        const branch = layer(mapImage(layer(x, stride), relu), 1, 1 / Math.sqrt(blocks))
        const shortcut = stride === 2 ? layer(x, 2) : x
        x = mapImage(branch, (value, i) => relu(value + shortcut.values[i]!))
      }
    }
    return dense(options.pool === 'none' ? x.values : globalMean(x), next(), next())
  },
}

export interface ModelTwin {
  readonly model: string
  readonly options: OptionValues
  readonly tensors: readonly ParameterTensor[]
  readonly input: InputShape
}

/** Logits of one image [H, W, C]. */
export function twinLogits(
  { model, options, tensors, input }: ModelTwin,
  parameters: Float64Array,
  image: ArrayLike<number>,
): number[] {
  let used = 0
  let offset = 0
  const next = (): Weight => {
    const { shape } = tensors[used++]!
    const values = parameters.subarray(offset, (offset += sizeOf(shape)))
    return { shape, values }
  }
  return models[model]!({ ...input, values: Array.from(image) }, next, options)
}

/** Mean loss of a batch of images [B, H, W, C]. */
export function twinLoss(
  twin: ModelTwin,
  parameters: Float64Array,
  images: ArrayLike<number>,
  labels: ArrayLike<number>,
  loss: LossId = 'crossEntropy',
): number {
  const { height, width, channels } = twin.input
  const size = height * width * channels
  const all = Array.from(images)
  return Array.from(labels).reduce((sum, label, n) => {
    const z = twinLogits(twin, parameters, all.slice(n * size, (n + 1) * size))
    return sum + lossTwins[loss].loss(z, label) / labels.length
  }, 0)
}
