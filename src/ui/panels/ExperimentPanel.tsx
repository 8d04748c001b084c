import { dataShape, datasetSpec, datasetSpecs } from '../../data/specs'
import { modelsFor, withData } from '../../experiment/choices'
import { DEFAULT_DATA, DEFAULT_MODEL, defaultModel } from '../../experiment/defaults'
import type { BackendChoice } from '../../experiment/experiment'
import { batchField, examplesField, fields } from '../../experiment/fields'
import { modelSpec, modelSpecs } from '../../models/specs'
import {
  whyInactive,
  type EnumOption,
  type OptionSpec,
  type OptionValue,
  type OptionValues,
} from '../../spec/hyperparameter'
import { LOSS_LABELS, type LossId } from '../../spec/loss'
import type { ExperimentPatch } from '../../state/types'
import { usePlayground } from '../../state/store/store'
import { UserDataFacts } from '../userData/UserDataFacts'
import { OptionControl } from '../controls/OptionControl'
import { useExplain } from './ExplainSwitch'
import { CoresField } from './CoresField'
import { dataOptionsFor } from './dataOptionsFor'
import { Facts } from './Facts'
import { usePendingSubjects } from './usePendingSubjects'

const dataOption: EnumOption = {
  kind: 'enum',
  key: 'data',
  default: DEFAULT_DATA,
  values: datasetSpecs.map((spec) => spec.id),
  help: 'The data to learn from.',
}

const modelOption: EnumOption = {
  kind: 'enum',
  key: 'model',
  default: DEFAULT_MODEL,
  values: modelSpecs.map((spec) => spec.id),
  help: 'The network that all runs train, each its own copy.',
}

const labelsOf = (specs: readonly { id: string; label: string }[]) =>
  Object.fromEntries(specs.map(({ id, label }) => [id, label]))
const dataLabels = labelsOf(datasetSpecs)
const modelLabels = labelsOf(modelSpecs)

/** Everything that all runs share. Changes act from step 0 on. */
export function ExperimentPanel() {
  const explain = useExplain()
  const experiment = usePlayground((state) => state.experiment)
  const { patchExperiment } = usePlayground((state) => state.actions)
  const pending = usePendingSubjects()
  const { data, model } = experiment
  const dataset = datasetSpec(data.id)

  const control = (
    option: OptionSpec,
    value: OptionValue,
    onChange: (value: OptionValue) => void,
    labels?: Readonly<Record<string, string>>,
  ) => (
    <OptionControl
      key={option.key}
      {...{ option, value, onChange, explain }}
      pending={pending.has(option.key)}
      {...(labels ? { labels } : {})}
    />
  )
  /** A control for an option of the data set or the model, beside its other options. */
  const optionAmong = (
    option: OptionSpec,
    values: OptionValues,
    owner: 'data' | 'model',
    onChange: (values: OptionValues) => void,
  ) => (
    <OptionControl
      key={option.key}
      {...{ option, explain }}
      pending={pending.has(`${owner} ${option.key}`)}
      value={values[option.key] ?? null}
      unused={whyInactive(option, values)}
      onChange={(value) => onChange({ ...values, [option.key]: value })}
    />
  )
  /** A control for a field of the experiment itself; the control keeps to the option's values. */
  const field = (option: OptionSpec, key: keyof ExperimentPatch) =>
    control(option, experiment[key] as OptionValue, (value) =>
      patchExperiment({ [key]: value } as ExperimentPatch),
    )
  const setData = (id: string, options: OptionValues) =>
    patchExperiment(withData(experiment, { id, options }))

  return (
    <section className="panel experiment" aria-labelledby="experiment-title" id="experiment">
      <header className="panel__head">
        <h2 id="experiment-title">Experiment</h2>
      </header>
      <div className="experiment__body">
        <div className="fields">
          {control(
            dataOption,
            data.id,
            (id) => setData(String(id), dataOptionsFor(String(id))),
            dataLabels,
          )}
          {dataset.origin === 'user' && <UserDataFacts />}
          {!dataset.optionsInline &&
            dataset.options.map((option) =>
              optionAmong(option, data.options, 'data', (options) => setData(data.id, options)),
            )}
          {control(examplesField(dataShape(data)), experiment.examples, (value) => {
            const examples = Number(value)
            patchExperiment({ examples, batch: Math.min(experiment.batch, examples) })
          })}
          {control(
            { ...modelOption, values: modelsFor(dataset).map((spec) => spec.id) },
            model.id,
            (id) => patchExperiment({ model: defaultModel(String(id)) }),
            modelLabels,
          )}
          {modelSpec(model.id).options.map((option) =>
            optionAmong(option, model.options, 'model', (options) =>
              patchExperiment({ model: { ...model, options } }),
            ),
          )}
          {control(
            fields.loss,
            experiment.loss,
            (value) => patchExperiment({ loss: value as LossId }),
            LOSS_LABELS,
          )}
          {field(batchField(experiment.examples), 'batch')}
          {field(fields.seed, 'seed')}
          {field(fields.seeds, 'seeds')}
          {field(fields.noise, 'noise')}
          {field(fields.shuffle, 'shuffle')}
          {field(fields.eval, 'eval')}
          {field(fields.steps, 'steps')}
          {control(fields.backend, experiment.backend, (value) =>
            patchExperiment({ backend: value as BackendChoice }),
          )}
          <CoresField />
        </div>
        <div>
          <Facts />
        </div>
      </div>
    </section>
  )
}
