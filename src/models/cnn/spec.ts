import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import type { InputShape, ModelSpec, ParameterTensor } from '../../spec/model'

export interface CnnGeometry {
  readonly kernel: number
  readonly padding: 'same' | 'valid'
}

/** A 5x5 kernel sees whole neighbourhoods only; a 3x3 kernel keeps the image's size. */
export function cnnGeometry(options: OptionValues): CnnGeometry {
  return options.kernel === '5' ? { kernel: 5, padding: 'valid' } : { kernel: 3, padding: 'same' }
}

/** Side of the image after two blocks of convolution and 2x2 pooling. */
function sideAfter(side: number, { kernel, padding }: CnnGeometry): number {
  const convolved = (size: number) => (padding === 'same' ? size : size - kernel + 1)
  const block = (size: number) => Math.floor(convolved(size) / 2)
  return block(block(side))
}

function tensors(options: OptionValues, input: InputShape, classes: number): ParameterTensor[] {
  const geometry = cnnGeometry(options)
  const height = sideAfter(input.height, geometry)
  const width = sideAfter(input.width, geometry)
  if (height < 1 || width < 1) {
    const needed = geometry.kernel === 5 ? 16 : 4
    throw new RangeError(
      `The CNN with kernel ${geometry.kernel} needs images of at least ${needed} x ${needed} ` +
        `pixels, and these have ${input.height} x ${input.width}. Choose another model.`,
    )
  }
  const first = numberOf(options, 'width')
  const layer = (name: string, shape: readonly number[]): ParameterTensor[] => {
    const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1)
    return [
      { name: `${name}/kernel`, shape, init: 'he', fanIn },
      { name: `${name}/bias`, shape: shape.slice(-1), init: 'zeros', fanIn },
    ]
  }
  const { kernel } = geometry
  return [
    ...layer('conv1', [kernel, kernel, input.channels, first]),
    ...layer('conv2', [kernel, kernel, first, 2 * first]),
    ...layer('dense', [height * width * 2 * first, classes]),
  ]
}

/** Per block: the convolution, its relu, and a quarter of that after pooling. */
function activations(options: OptionValues, input: InputShape, classes: number): number {
  const geometry = cnnGeometry(options)
  const shrink = geometry.padding === 'same' ? 0 : geometry.kernel - 1
  let [height, width] = [input.height, input.width]
  let sum = classes
  for (const channels of [numberOf(options, 'width'), 2 * numberOf(options, 'width')]) {
    const convolved = (height - shrink) * (width - shrink) * channels
    height = Math.floor((height - shrink) / 2)
    width = Math.floor((width - shrink) / 2)
    sum += 2 * convolved + height * width * channels
  }
  return sum
}

export const cnnSpec: ModelSpec = {
  id: 'cnn',
  label: 'CNN',
  description: 'Two blocks of convolution, relu and 2x2 max pooling, then one dense layer.',
  options: [
    {
      kind: 'enum',
      key: 'kernel',
      default: '5',
      values: ['5', '3'],
      help: 'Side of the convolution kernels: 5 without padding, or 3 with padding.',
    },
    {
      kind: 'number',
      key: 'width',
      default: 8,
      min: 1,
      max: 64,
      slider: { min: 4, max: 32 },
      scale: 'log',
      integer: true,
      help: 'Channels in the first block; the second has twice as many.',
    },
  ],
  tensors,
  activations,
}
