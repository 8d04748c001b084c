import { aboveZero, numberOf } from '../../spec/hyperparameter'
import { initOption, started } from '../../spec/initialWeights'
import type { ModelSpec, ParameterTensor } from '../../spec/model'

export const mlpSpec: ModelSpec = {
  id: 'mlp',
  label: 'MLP',
  short: (options) => {
    const [width, depth] = [numberOf(options, 'width'), numberOf(options, 'depth')]
    if (depth === 0) return 'MLP, linear'
    return depth === 1 ? `MLP ${width}` : `MLP ${depth} × ${width}`
  },
  description: 'Fully connected layers with a non-linearity between them.',
  options: [
    {
      kind: 'number',
      key: 'width',
      default: 128,
      min: 8,
      max: 1024,
      scale: 'log',
      integer: true,
      help: 'Units in each hidden layer.',
      activeWhen: aboveZero('depth'),
    },
    {
      kind: 'number',
      key: 'depth',
      default: 1,
      min: 0,
      max: 4,
      scale: 'linear',
      integer: true,
      help: 'Hidden layers. With 0 it is a linear model that starts at random weights.',
    },
    {
      kind: 'enum',
      key: 'activation',
      default: 'relu',
      values: ['relu', 'tanh', 'softplus'],
      help: 'The non-linearity after each hidden layer.',
      activeWhen: aboveZero('depth'),
    },
    initOption,
  ],
  tensors: (options, input, classes) => {
    const inputs = input.height * input.width * input.channels
    const hidden = Array<number>(numberOf(options, 'depth')).fill(numberOf(options, 'width'))
    const sizes = [inputs, ...hidden, classes]
    const layers = sizes.slice(1).flatMap((outputs, i): ParameterTensor[] => {
      const fanIn = sizes[i]!
      return [
        { name: `dense${i + 1}/kernel`, shape: [fanIn, outputs], init: 'he', fanIn },
        { name: `dense${i + 1}/bias`, shape: [outputs], init: 'zeros', fanIn },
      ]
    })
    return started(layers, options)
  },
  // Each hidden layer before and after its non-linearity.
  activations: (options, _input, classes) =>
    2 * numberOf(options, 'depth') * numberOf(options, 'width') + classes,
}
