/** The experiment's own values as Python constants. */
import { dataShape } from '../../../data/specs'
import type { Experiment } from '../../../experiment/experiment'
import { runLabels } from '../../../experiment/labels'
import { modelSpec } from '../../../models/specs'
import type { ChannelStatistics } from '../../../spec/dataset'
import type { UserDataOrigin } from '../../../spec/userData'
import type { Hashes } from '../../../worker/protocol'
import { listOf, literal, tuple } from './python'

export interface ScriptFacts {
  /** Steps to train. */
  readonly steps: number
  /** Those the page found, to be compared; null where it has not found them yet. */
  readonly hashes: Hashes | null
  /** What inputs are standardised by, as the page found it. */
  readonly statistics: ChannelStatistics | null
  /** The files of a person's own data. */
  readonly origin?: UserDataOrigin | null
}

const dict = (values: Readonly<Record<string, string>>) =>
  `{${Object.entries(values)
    .map(([key, text]) => `${JSON.stringify(key)}: ${text}`)
    .join(', ')}}`

const mapped = <T>(record: Readonly<Record<string, T>>, textOf: (value: T) => string) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, textOf(value)]))

function tensorLines({ data, model }: Experiment): string[] {
  const { input, classNames } = dataShape(data)
  return modelSpec(model.id)
    .tensors(model.options, input, classNames.length)
    .map(({ name, shape, init, fanIn, gain = 1 }) => {
      const he = init === 'he' ? `${fanIn}, ${gain}` : 'None, 1'
      return `(${JSON.stringify(name)}, ${tuple(shape)}, ${he})`
    })
}

/** Assignments that the rest of the script reads. */
export function configurationSource(
  experiment: Experiment,
  facts: ScriptFacts,
  { mean, std }: ChannelStatistics,
): string {
  const { classNames } = dataShape(experiment.data)
  const labels = runLabels(experiment.runs)
  const runs = experiment.runs.map(
    ({ optimizer, hyper }, run) =>
      `(${literal(labels[run]!)}, ${optimizer}, ${dict(mapped(hyper, literal))})`,
  )
  const edits = experiment.edits.map(
    ({ step, run, key, value }) => `(${step}, ${run}, ${JSON.stringify(key)}, ${literal(value)})`,
  )
  const hashes = facts.hashes ?? {}
  return `
# --- The experiment. ---

SEED = ${experiment.seed}
EXAMPLES = ${experiment.examples}  # the first ones of the training set
CLASSES = ${classNames.length}
NOISE = ${experiment.noise}  # share of wrong training labels
BATCH = ${experiment.batch}
SHUFFLE = ${literal(experiment.shuffle)}
STEPS = ${facts.steps}
MEAN, STD = ${tuple(mean)}, ${tuple(std)}  # per channel, of pixels / 255
# Name, shape, fan-in (None: starts at zero), gain. Dense kernels [in, out], convolutions HWIO.
TENSORS = ${listOf(tensorLines(experiment))}
# Label, rule, hyperparameters at step 0.
RUNS = ${listOf(runs)}
# Step, run, hyperparameter, new value.
EDITS = ${listOf(edits)}
PAGE_HASHES = ${dict(mapped({ ...hashes }, (hash) => JSON.stringify(hash)))}
`
}
