/** ConvNetJS: plain JavaScript, one example at a time, plain SGD. */
import convnetjs from 'convnetjs'
import { RULES, weightsByTensor, type Problem, type ModelName } from '../problems'
import type { Engine, Trainer } from './engine'

type Definition = Readonly<Record<string, string | number>>

const conv = (filters: number): Definition[] => [
  { type: 'conv', sx: 5, filters, stride: 1, pad: 0, activation: 'relu' },
  { type: 'pool', sx: 2, stride: 2 },
]
const LAYERS: Readonly<Record<ModelName, readonly Definition[] | null>> = {
  softmax: [],
  mlp: [{ type: 'fc', num_neurons: 128, activation: 'relu' }],
  cnn: [...conv(8), ...conv(16)],
  resnet: null,
}

export function createEngine(): Engine {
  return {
    open: async () => 'plain JavaScript',
    prepare: async (problem) => createTrainer(problem),
  }
}

function createTrainer(problem: Problem): Trainer {
  const { input, batch, classes, labels } = problem
  const layers = LAYERS[problem.model]
  if (!layers) throw new Error('ConvNetJS has no residual connections.')
  const net = new convnetjs.Net()
  net.makeLayers([
    { type: 'input', out_sx: input.width, out_sy: input.height, out_depth: input.channels },
    ...layers,
    { type: 'softmax', num_classes: classes },
  ])
  const tensors = weightsByTensor(problem)
  net.layers
    .filter(({ filters }) => filters)
    .forEach((layer, i) => setWeights(layer, tensors[2 * i]!, tensors[2 * i + 1]!))

  const size = problem.images.length / batch
  const examples = Array.from(labels, (label, i) => {
    const image = new convnetjs.Vol(input.width, input.height, input.channels, 0)
    image.w.set(problem.images.subarray(i * size, (i + 1) * size))
    return { image, label }
  })
  const trainer = new convnetjs.Trainer(net, {
    method: 'sgd',
    learning_rate: RULES.sgd.lr,
    momentum: 0,
    batch_size: batch,
    l2_decay: 0,
  })
  let loss = NaN
  return {
    issue: (steps) => {
      for (let i = 0; i < steps; i++) {
        loss = 0
        for (const { image, label } of examples) {
          loss += trainer.train(image, label).cost_loss / batch
        }
      }
    },
    settle: async () => loss,
    dispose: () => undefined,
  }
}

/** Kernels [..., in, out] as one volume per output. */
function setWeights(
  { filters, biases }: { filters?: readonly { w: Float64Array }[]; biases?: { w: Float64Array } },
  kernel: { values: Float32Array },
  bias: { values: Float32Array },
): void {
  const outputs = filters!.length
  filters!.forEach(({ w }, output) => {
    for (let i = 0; i < w.length; i++) w[i] = kernel.values[i * outputs + output]!
  })
  biases!.w.set(bias.values)
}
