/** Which model goes with which data, and what else changes when data are chosen. */
import { dataShape, datasetSpec, type DataChoice } from '../data/specs'
import { modelSpecs } from '../models/specs'
import type { DatasetSpec } from '../spec/dataset'
import type { ModelSpec } from '../spec/model'
import { DEFAULT_MODEL, defaultModel } from './defaults'
import type { Experiment } from './experiment'
import { batchField, examplesField } from './fields'

/** Convolutions have nothing to look at in points. */
export const goesWith = (model: ModelSpec, { kind }: DatasetSpec): boolean =>
  kind === 'images' || model.needsImages !== true

/** The models that can learn from these data. */
export const modelsFor = (dataset: DatasetSpec): readonly ModelSpec[] =>
  modelSpecs.filter((model) => goesWith(model, dataset))

/** Model and batch size that suit a data set. */
function recommendedFor(
  dataset: DatasetSpec,
  examples: number,
): Pick<Experiment, 'model' | 'batch'> {
  const { recommended } = dataset
  const model = defaultModel(recommended?.model ?? DEFAULT_MODEL)
  return {
    model: { ...model, options: { ...model.options, ...recommended?.options } },
    batch: Math.min(recommended?.batch ?? Infinity, batchField(examples).default ?? Infinity),
  }
}

/**
 * What changes when these data are chosen. Between images, or with other options of the same
 * set, everything stays as far as it can; from images to points and back, model and batch size
 * become those that suit. All examples in use stays all examples in use.
 */
export function withData(
  experiment: Omit<Experiment, 'edits'>,
  data: DataChoice,
): Pick<Experiment, 'data' | 'model' | 'examples' | 'batch'> {
  const [before, after] = [datasetSpec(experiment.data.id), datasetSpec(data.id)]
  const { default: usual, max } = examplesField(dataShape(data))
  if (before.kind !== after.kind) {
    const examples = usual ?? max
    return { data, examples, ...recommendedFor(after, examples) }
  }
  const usedAll = experiment.examples === dataShape(experiment.data).trainCount
  const examples = before.id === after.id && usedAll ? max : Math.min(experiment.examples, max)
  const { model } = experiment
  return { data, model, examples, batch: Math.min(experiment.batch, examples) }
}
