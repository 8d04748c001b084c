/** `Weights (safetensors)`: the trained weights of all runs, with a model card in a line. */
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { runLabels } from '../../experiment/labels'
import { encodeLink } from '../../experiment/link'
import { formatValue } from '../../experiment/optionText'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { evaluatedNumbers } from '../../rules/evaluationStates'
import type { ChannelStatistics } from '../../spec/dataset'
import { sizeOf } from '../../spec/model'
import type { Hashes, RunSnapshot } from '../../worker/protocol'
import { safetensors, type NamedTensor } from './safetensors'

export interface WeightsSource {
  readonly experiment: Experiment
  /** Steps done. */
  readonly step: number
  /** Of runs that have not diverged: index in the experiment, and what a snapshot has of it. */
  readonly runs: readonly (Pick<RunSnapshot, 'parameters' | 'state'> & { readonly run: number })[]
  readonly hashes: Hashes | null
  /** As the worker found them. */
  readonly statistics: ChannelStatistics | null
}

/** Tensors of one run, `run0.dense1.kernel` and so on; `run` counts as in the tables. */
function tensorsOf(
  experiment: Experiment,
  { run, ...numbers }: WeightsSource['runs'][number],
): NamedTensor[] {
  const { rule } = optimizerSpec(experiment.runs[run]!.optimizer)
  const weights = evaluatedNumbers(rule, numbers)
  const { input, classNames } = dataShape(experiment.data)
  const { model } = experiment
  let offset = 0
  return modelSpec(model.id)
    .tensors(model.options, input, classNames.length)
    .map(({ name, shape }) => {
      const values = weights.subarray(offset, offset + sizeOf(shape))
      offset += sizeOf(shape)
      return { name: `run${run}.${name.replaceAll('/', '.')}`, shape, values }
    })
}

function modelCard({ experiment, step, runs }: WeightsSource): string {
  const labels = runLabels(experiment.runs)
  const names = runs.map(({ run }) => `run${run} ${labels[run]}`).join(', ')
  const options = Object.entries(experiment.model.options)
    .map(([key, value]) => `${key} ${formatValue(value)}`)
    .join(', ')
  const { label, kind } = datasetSpec(experiment.data.id)
  const model = modelSpec(experiment.model.id).label + (options && ` (${options})`)
  return (
    `${model} trained on the first ${experiment.examples} ${kind} of ${label} for ${step} steps ` +
    `of ${experiment.batch} ${kind} in the ALI-G Playground: ${names}. Inputs are standardised, as ` +
    'images [batch, height, width, ' +
    'channels]; dense kernels are [in, out], convolution kernels [height, width, in, out].'
  )
}

export function weightsFile(source: WeightsSource): Uint8Array<ArrayBuffer> {
  const { experiment, step, runs, hashes } = source
  const statistics = source.statistics ?? datasetSpec(experiment.data.id).statistics
  const labels = runLabels(experiment.runs)
  return safetensors(
    runs.flatMap((run) => tensorsOf(experiment, run)),
    {
      format: 'pt',
      model_card: modelCard(source),
      link: `#${encodeLink(experiment)}`,
      step: String(step),
      ...(statistics
        ? { mean: JSON.stringify(statistics.mean), std: JSON.stringify(statistics.std) }
        : {}),
      ...Object.fromEntries(runs.map(({ run }) => [`run${run}`, labels[run]!])),
      ...(hashes
        ? {
            initial_weights_sha256: hashes.weights,
            order_sha256: hashes.order,
            data_sha256: hashes.data,
          }
        : {}),
    },
  )
}
