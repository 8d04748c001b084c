import type { ModelSpec } from '../../spec/model'

export const softmaxSpec: ModelSpec = {
  id: 'softmax',
  label: 'Softmax regression',
  short: () => 'Softmax',
  description:
    'One linear layer from pixels to classes. Its loss is convex, and it starts at zero.',
  options: [],
  tensors: (_options, input, classes) => {
    const inputs = input.height * input.width * input.channels
    return [
      { name: 'kernel', shape: [inputs, classes], init: 'zeros', fanIn: inputs },
      { name: 'bias', shape: [classes], init: 'zeros', fanIn: inputs },
    ]
  },
  activations: (_options, _input, classes) => classes,
}
