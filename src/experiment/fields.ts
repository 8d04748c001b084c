/**
 * The experiment's own options, in the form that optimizers, models and data sets use, so that
 * schema, link and controls treat them alike. `data`, `model`, `run`, `edit`, `name` and `view.*`
 * have a structure of their own.
 */
import type { DataShape } from '../spec/dataset'
import type { BooleanOption, EnumOption, NumberOption } from '../spec/hyperparameter'
import { LOSSES } from '../spec/loss'
import { MAX_BATCH, MAX_EVAL, MAX_EXAMPLES, MAX_SEED, MAX_SEEDS, MAX_STEPS } from './limits'

export const fields = {
  loss: {
    kind: 'enum',
    key: 'loss',
    default: 'crossEntropy',
    values: LOSSES,
    help:
      'What is minimised. Cross-entropy is of the softmax of the outputs; the squared error is half ' +
      'the squared distance of the outputs themselves from 1 for the label and 0 for the others; ' +
      'the multi-class hinge is by how much the output of the label falls short of leading all ' +
      'others by 1.',
  },
  examples: {
    kind: 'number',
    key: 'examples',
    default: 10_000,
    min: 1,
    max: MAX_EXAMPLES,
    scale: 'log',
    integer: true,
    help: 'Train on the first n examples of the training set, in file order.',
  },
  batch: {
    kind: 'number',
    key: 'batch',
    default: 100,
    min: 1,
    max: MAX_BATCH,
    scale: 'log',
    integer: true,
    help: 'Examples per step. The incomplete last batch of an epoch is dropped.',
  },
  seed: {
    kind: 'number',
    key: 'seed',
    default: 1,
    min: 0,
    max: MAX_SEED,
    scale: 'linear',
    integer: true,
    help: 'Decides initial weights, batch order, label noise and augmentation.',
  },
  shuffle: {
    kind: 'boolean',
    key: 'shuffle',
    default: true,
    help: 'A new random order in every epoch; otherwise file order.',
  },
  noise: {
    kind: 'number',
    key: 'noise',
    default: 0,
    min: 0,
    max: 0.5,
    scale: 'linear',
    help: 'Share of training labels that are replaced by a wrong one.',
  },
  augment: {
    kind: 'boolean',
    key: 'augment',
    default: false,
    help: 'Change the training images at random each time they are used.',
  },
  steps: {
    kind: 'number',
    key: 'steps',
    default: null,
    min: 1,
    max: MAX_STEPS,
    slider: { min: 10, max: 100_000 },
    scale: 'log',
    integer: true,
    nullable: true,
    help: 'Stop after this many steps.',
  },
  eval: {
    kind: 'number',
    key: 'eval',
    default: 100,
    min: 1,
    max: MAX_EVAL,
    slider: { min: 10, max: 10_000 },
    scale: 'log',
    integer: true,
    help: 'Steps between evaluations on the whole test set.',
  },
  backend: {
    kind: 'enum',
    key: 'backend',
    default: 'auto',
    values: ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'],
    help: 'What computes: chosen for this machine, or one of your choice.',
  },
  seeds: {
    kind: 'number',
    key: 'seeds',
    default: 1,
    min: 1,
    max: MAX_SEEDS,
    scale: 'linear',
    integer: true,
    help: 'Repeat over this many seeds, from the seed on.',
  },
  embed: {
    kind: 'boolean',
    key: 'embed',
    default: false,
    help: 'Show the charts and Train only.',
  },
} as const satisfies Record<string, NumberOption | BooleanOption | EnumOption>

/** `examples` for a data set of this size: at most all of it. */
export function examplesField({ trainCount }: Pick<DataShape, 'trainCount'>): NumberOption {
  const { examples } = fields
  return {
    ...examples,
    default: Math.min(examples.default, trainCount),
    max: Math.min(examples.max, trainCount),
  }
}

/** `batch` for a number of images in use: a batch larger than the set is refused. */
export function batchField(examples: number): NumberOption {
  const { batch } = fields
  return {
    ...batch,
    default: Math.min(batch.default, examples),
    max: Math.min(batch.max, examples),
  }
}
