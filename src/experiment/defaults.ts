import { defaultValues } from '../spec/hyperparameter'
import { hyperparametersOf } from '../spec/optimizer'
import { dataShape, datasetSpec } from '../data/specs'
import { modelSpec } from '../models/specs'
import { optimizerSpec } from '../optimizers/specs'
import type { Experiment, RunConfig } from './experiment'
import { examplesField, fields } from './fields'

export const DEFAULT_DATA = 'mnist'
export const DEFAULT_MODEL = 'mlp'
export const DEFAULT_OPTIMIZERS: readonly string[] = ['alig', 'sgd', 'adam']

/** A run with the default hyperparameters of its optimizer. */
export function defaultRun(optimizer: string): RunConfig {
  return { optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) }
}

export function defaultRuns(): RunConfig[] {
  return DEFAULT_OPTIMIZERS.map(defaultRun)
}

/** A data set, by id, with its default options. */
export function defaultData(id: string): Experiment['data'] {
  return { id, options: defaultValues(datasetSpec(id).options) }
}

/** A model, by id, with its default options. */
export function defaultModel(id: string): Experiment['model'] {
  return { id, options: defaultValues(modelSpec(id).options) }
}

/**
 * What an empty link means: the defaults of version 1 of the link. They never change under
 * that version, because a link leaves them out.
 */
export function defaultExperiment(): Experiment {
  return {
    data: defaultData(DEFAULT_DATA),
    model: defaultModel(DEFAULT_MODEL),
    loss: fields.loss.default,
    examples:
      examplesField(dataShape(defaultData(DEFAULT_DATA))).default ?? fields.examples.default,
    batch: fields.batch.default,
    seed: fields.seed.default,
    shuffle: fields.shuffle.default,
    noise: fields.noise.default,
    augment: fields.augment.default,
    steps: fields.steps.default,
    eval: fields.eval.default,
    backend: fields.backend.default,
    runs: defaultRuns(),
    edits: [],
    seeds: fields.seeds.default,
    name: '',
    embed: fields.embed.default,
    view: {},
    unknown: [],
  }
}
