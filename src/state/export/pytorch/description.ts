/** The experiment as data that the Python modules read. */
import { dataShape } from '../../../data/specs'
import type { Experiment } from '../../../experiment/experiment'
import { runLabels } from '../../../experiment/labels'
import { encodeLink } from '../../../experiment/link'
import { cnnBlocks } from '../../../models/cnn/spec'
import { modelSpec } from '../../../models/specs'
import { optimizerSpec } from '../../../optimizers/specs'
import { pythonOptionNames } from '../../../rules/pytorch'
import type { ChannelStatistics } from '../../../spec/dataset'
import type { UserDataOrigin } from '../../../spec/userData'
import type { Hashes } from '../../../worker/protocol'
import { seedAt } from '../../seeds/seeds'
import type { DataPart } from './data'
import type { PythonValue } from './literals'

export interface ScriptFacts {
  /** Steps to train. */
  readonly steps: number
  /** Those the page found, to be compared, by seed; none where it has not found them yet. */
  readonly hashes: ReadonlyMap<number, Hashes>
  /** What inputs are standardised by, as the page found it. */
  readonly statistics: ChannelStatistics | null
  /** The files of a person's own data. */
  readonly origin?: UserDataOrigin | null
}

type Description = Readonly<Record<string, PythonValue>>

/** What a forward pass has to know besides the options of its model. */
function modelFacts({ data, model }: Experiment): Description {
  if (model.id !== 'cnn') return {}
  const blocks = cnnBlocks(model.options, dataShape(data).input)
  return { layout: blocks.map(({ padding, pools }) => ({ same: padding === 'same', pools })) }
}

function tensors({ data, model }: Experiment): Description[] {
  const { input, classNames } = dataShape(data)
  return modelSpec(model.id)
    .tensors(model.options, input, classNames.length)
    .map(({ name, shape, init, fanIn, gain = 1 }) =>
      init === 'he' ? { name, shape, init, fan_in: fanIn, gain } : { name, shape, init },
    )
}

/** All that varies with the experiment, but for which modules there are. */
export function describeExperiment(
  experiment: Experiment,
  facts: ScriptFacts,
  data: DataPart,
  { mean, std }: ChannelStatistics,
): Description {
  const labels = runLabels(experiment.runs)
  const seeds = Array.from({ length: experiment.seeds }, (_, index) => seedAt(experiment, index))
  return {
    link: encodeLink(experiment),
    seeds: seeds.map((seed) => ({ seed, hashes: { ...facts.hashes.get(seed) } })),
    steps: facts.steps,
    eval: experiment.eval,
    batch: experiment.batch,
    shuffle: experiment.shuffle,
    examples: experiment.examples,
    noise: experiment.noise,
    loss: experiment.loss,
    data: {
      id: experiment.data.id,
      options: experiment.data.options,
      classes: dataShape(experiment.data).classNames.length,
      mean,
      std,
      ...data.facts,
    },
    model: {
      id: experiment.model.id,
      options: experiment.model.options,
      ...modelFacts(experiment),
      tensors: tensors(experiment),
    },
    runs: experiment.runs.map(({ optimizer, hyper }, run) => {
      const { rule } = optimizerSpec(optimizer)
      const names = pythonOptionNames(rule)
      const { scheduled } = rule
      return {
        label: labels[run]!,
        optimizer,
        ...(scheduled === undefined ? {} : { scheduled: names.get(scheduled)! }),
        hyper: Object.fromEntries(
          Object.entries(hyper).map(([key, value]) => [names.get(key)!, value]),
        ),
      }
    }),
    edits: experiment.edits.map(({ step, run, key, value }) => {
      const { rule } = optimizerSpec(experiment.runs[run]!.optimizer)
      return { step, run, key: pythonOptionNames(rule).get(key)!, value }
    }),
  }
}
