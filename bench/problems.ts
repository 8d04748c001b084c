/**
 * What every engine of the benchmark trains: the networks, their first weights and one batch.
 * The images are noise, the same numbers for every engine.
 */
import { fields } from '../src/experiment/fields'
import { modelSpec } from '../src/models/specs'
import { initialWeights } from '../src/engine/run/initialWeights'
import { createStream } from '../src/random/stream'
import { defaultValues, type OptionValues } from '../src/spec/hyperparameter'
import { sizeOf, type InputShape, type ParameterTensor } from '../src/spec/model'

/** Ids of src/models. */
export type ModelName = 'softmax' | 'mlp' | 'cnn' | 'resnet'
export type ProblemName = ModelName | 'pageMlp' | 'pageCnn'

export interface Problem {
  readonly name: ProblemName
  readonly model: ModelName
  readonly modelOptions: OptionValues
  readonly batch: number
  readonly input: InputShape
  readonly classes: number
  readonly tensors: readonly ParameterTensor[]
  /** [P], the tensors one after another. */
  readonly weights: Float32Array
  /** [B, H, W, C] */
  readonly images: Float32Array
  /** [B] */
  readonly labels: Int32Array
}

/** ALI-G without momentum and, for libraries that have nothing else, plain SGD. */
export const RULES = {
  alig: { maxLr: 0.1, eps: 1e-5 },
  sgd: { lr: 0.01 },
} as const
export type RuleName = keyof typeof RULES

const CLASSES = 10
const MNIST: InputShape = { height: 28, width: 28, channels: 1 }
const CIFAR: InputShape = { height: 32, width: 32, channels: 3 }

interface Shape {
  readonly model: ModelName
  readonly batch: number
  readonly input: InputShape
}

const shapes: Readonly<Record<ProblemName, Shape>> = {
  softmax: { model: 'softmax', batch: 64, input: MNIST },
  mlp: { model: 'mlp', batch: 64, input: MNIST },
  cnn: { model: 'cnn', batch: 64, input: MNIST },
  resnet: { model: 'resnet', batch: 32, input: CIFAR },
  // What the page trains at its defaults, for `bench:steps`.
  pageMlp: { model: 'mlp', batch: fields.batch.default, input: MNIST },
  pageCnn: { model: 'cnn', batch: fields.batch.default, input: CIFAR },
}

export function createProblem(name: ProblemName): Problem {
  const { model, batch, input } = shapes[name]
  const spec = modelSpec(model)
  const modelOptions = defaultValues(spec.options)
  const tensors = spec.tensors(modelOptions, input, CLASSES)
  const stream = createStream(1, 'data')
  const size = batch * input.height * input.width * input.channels
  return {
    name,
    model,
    modelOptions,
    batch,
    input,
    classes: CLASSES,
    tensors,
    weights: initialWeights(tensors, 1),
    images: Float32Array.from({ length: size }, () => stream.normal()),
    labels: Int32Array.from({ length: batch }, (_, i) => (i * 7 + 3) % CLASSES),
  }
}

/** The weights cut into tensors, as views. */
export function weightsByTensor({ tensors, weights }: Problem) {
  let offset = 0
  return tensors.map(({ shape }) => {
    const size = sizeOf(shape)
    const values = weights.subarray(offset, offset + size)
    offset += size
    return { shape: [...shape], values }
  })
}

/** One-hot targets, [B, classes]. */
export function targetsOf({ labels, classes }: Problem): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  labels.forEach((label, i) => (targets[i * classes + label] = 1))
  return targets
}
