/**
 * Residual networks without normalisation, so that a batch's loss is a function of its images
 * and the weights alone. Without it, and with plain He initialisation, every block adds a branch
 * as large as its input, and the activations' variance doubles from block to block. The second convolution
 * of each branch therefore starts 1 / sqrt(blocks) times as large, which bounds their growth
 * whatever the depth. Tried on CIFAR-10 (batch 32, one seed; the first 80 steps with n = 1, 40 with n = 3;
 * ALI-G maxLr 0.1, SGD 0.1, Adam 0.001): plain He starts at loss 3.4 for n = 1 and 23.6 for n = 3,
 * where SGD diverges; 1 / sqrt(blocks) starts at 2.8 and 3.2, a branch that starts at zero at
 * 2.8 and 2.9. For n = 1 the scaled start then learns slightly faster than the zero one with all
 * three rules (last 15 steps: 2.09, 2.11, 2.02 against 2.12, 2.14, 2.04); for n = 3 they are about
 * equal except for Adam (2.25 against 2.17). The smaller network is the usual one here.
 */
import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import { initOption, started } from '../../spec/initialWeights'
import type { InputShape, ModelSpec, ParameterTensor } from '../../spec/model'

/** Channels of the three stages. */
const STAGE_WIDTHS = [16, 32, 64] as const

export interface BlockShape {
  readonly inputs: number
  readonly outputs: number
  readonly stride: number
}

/**
 * The second convolution of a branch starts smaller by this. With `norm` weights it stays so: a filter
 * that is standardised has no size of its own.
 */
export const branchGain = (options: OptionValues): number =>
  1 / Math.sqrt(resnetBlocks(options).length)

/** The residual blocks in order; the first of stages 2 and 3 halves the image. */
export function resnetBlocks(options: OptionValues): readonly BlockShape[] {
  const n = numberOf(options, 'n')
  return STAGE_WIDTHS.flatMap((outputs, stage) =>
    Array.from({ length: n }, (_, i): BlockShape => {
      const isTransition = stage > 0 && i === 0
      return {
        inputs: isTransition ? STAGE_WIDTHS[stage - 1]! : outputs,
        outputs,
        stride: isTransition ? 2 : 1,
      }
    }),
  )
}

function layer(name: string, shape: readonly number[], gain = 1): ParameterTensor[] {
  const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1)
  return [
    { name: `${name}/kernel`, shape, init: 'he', fanIn, ...(gain === 1 ? {} : { gain }) },
    { name: `${name}/bias`, shape: shape.slice(-1), init: 'zeros', fanIn },
  ]
}

/** What the last layer is given of the last block. */
function passedOn(options: OptionValues, { height, width }: InputShape): number {
  if (options.pool !== 'none') return STAGE_WIDTHS[2]
  const side = (length: number) => Math.ceil(Math.ceil(length / 2) / 2)
  return STAGE_WIDTHS[2] * side(height) * side(width)
}

function layers(options: OptionValues, input: InputShape, classes: number): ParameterTensor[] {
  const blocks = resnetBlocks(options)
  return [
    ...layer('conv', [3, 3, input.channels, STAGE_WIDTHS[0]]),
    ...blocks.flatMap(({ inputs, outputs, stride }, i) => [
      ...layer(`block${i + 1}/conv1`, [3, 3, inputs, outputs]),
      ...layer(`block${i + 1}/conv2`, [3, 3, outputs, outputs], branchGain(options)),
      ...(stride === 1 ? [] : layer(`block${i + 1}/shortcut`, [1, 1, inputs, outputs])),
    ]),
    ...layer('dense', [passedOn(options, input), classes]),
  ]
}

/** The stem's two results, and at most seven per block: branch, shortcut, their sum. */
function activations(options: OptionValues, input: InputShape, classes: number): number {
  let area = input.height * input.width
  let sum = 2 * area * STAGE_WIDTHS[0] + passedOn(options, input) + classes
  for (const { outputs, stride } of resnetBlocks(options)) {
    area = Math.ceil(Math.sqrt(area) / stride) ** 2
    sum += 7 * area * outputs
  }
  return sum
}

export const resnetSpec: ModelSpec = {
  id: 'resnet',
  label: 'ResNet',
  // Two convolutions in each block of the three stages, the first layer and the last.
  short: (options) => `ResNet-${6 * numberOf(options, 'n') + 2}`,
  description:
    'A small residual network of 6n + 2 layers without batch statistics, 16, 32 and 64 channels.',
  options: [
    {
      kind: 'number',
      key: 'n',
      default: 1,
      min: 1,
      max: 3,
      scale: 'linear',
      integer: true,
      help: 'Residual blocks in each of the three stages: 1 gives 8 layers, 3 gives 20.',
    },
    {
      kind: 'enum',
      key: 'norm',
      default: 'none',
      values: ['none', 'weights'],
      help:
        'Weights: the filters of all convolutions but the first are used with a mean of 0 and a fixed size, whatever ' +
        'their weights are, so that activations keep their scale without statistics of a batch.',
    },
    {
      kind: 'enum',
      key: 'pool',
      default: 'mean',
      values: ['mean', 'none'],
      help: 'What the last layer is given: the mean of each channel, or all of its pixels.',
    },
    initOption,
  ],
  needsImages: true,
  tensors: (options, input, classes) => started(layers(options, input, classes), options),
  activations,
}
