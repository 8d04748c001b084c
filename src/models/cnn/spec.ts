import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import { initOption, started } from '../../spec/initialWeights'
import type { InputShape, ModelSpec, ParameterTensor } from '../../spec/model'

/** One block: convolution, relu and, where there is something to halve, 2x2 max pooling. */
export interface CnnBlock {
  readonly inputs: number
  readonly outputs: number
  readonly padding: 'same' | 'valid'
  readonly pools: boolean
  /** Of the image that the convolution makes. */
  readonly height: number
  readonly width: number
}

/** A 5x5 kernel without padding has to leave this much to pool. */
const SMALLEST = 2

const cnnKernel = (options: OptionValues): number => Number(options.kernel)

/**
 * The blocks for images of this size. A 5x5 kernel sees whole neighbourhoods only; where that
 * would leave less than 2x2 pixels, and with a 3x3 kernel, the convolution keeps the image's size.
 */
export function cnnBlocks(options: OptionValues, input: InputShape): readonly CnnBlock[] {
  const kernel = cnnKernel(options)
  const blocks: CnnBlock[] = []
  let { height, width, channels } = input
  for (let i = 0; i < numberOf(options, 'blocks'); i++) {
    const shrunk = [height - kernel + 1, width - kernel + 1] as const
    const isValid = kernel === 5 && Math.min(...shrunk) >= SMALLEST
    if (isValid) [height, width] = shrunk
    const pools = Math.min(height, width) >= 2
    const outputs = 2 ** i * numberOf(options, 'width')
    const padding = isValid ? 'valid' : 'same'
    blocks.push({ inputs: channels, outputs, padding, pools, height, width })
    if (pools) [height, width] = [height >> 1, width >> 1]
    channels = outputs
  }
  return blocks
}

/** Numbers that a block hands on. */
const passedOn = ({ outputs, pools, height, width }: CnnBlock) =>
  outputs * (pools ? (height >> 1) * (width >> 1) : height * width)

function layers(options: OptionValues, input: InputShape, classes: number): ParameterTensor[] {
  const kernel = cnnKernel(options)
  const blocks = cnnBlocks(options, input)
  const layer = (name: string, shape: readonly number[]): ParameterTensor[] => {
    const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1)
    return [
      { name: `${name}/kernel`, shape, init: 'he', fanIn },
      { name: `${name}/bias`, shape: shape.slice(-1), init: 'zeros', fanIn },
    ]
  }
  return [
    ...blocks.flatMap(({ inputs, outputs }, i) =>
      layer(`conv${i + 1}`, [kernel, kernel, inputs, outputs]),
    ),
    ...layer('dense', [passedOn(blocks.at(-1)!), classes]),
  ]
}

/** Per block: the convolution, its relu, and what is left after pooling. */
function activations(options: OptionValues, input: InputShape, classes: number): number {
  return cnnBlocks(options, input).reduce(
    (sum, block) => sum + 2 * block.height * block.width * block.outputs + passedOn(block),
    classes,
  )
}

export const cnnSpec: ModelSpec = {
  id: 'cnn',
  label: 'CNN',
  short: (options) => `CNN ${numberOf(options, 'width')}`,
  description: 'Blocks of convolution, relu and 2x2 max pooling, then one dense layer.',
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
      key: 'blocks',
      default: 2,
      min: 1,
      max: 3,
      scale: 'linear',
      integer: true,
      help:
        'Blocks of convolution and pooling. A third one with kernel 5 is padded, because too ' +
        'little of the image is left.',
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
      help: 'Channels in the first block; each further one has twice as many.',
    },
    initOption,
  ],
  needsImages: true,
  tensors: (options, input, classes) => started(layers(options, input, classes), options),
  activations,
}
