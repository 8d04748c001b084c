import { formatCount } from '../../charts/format'
import { dataShape, datasetSpec, datasetSpecs } from '../../data/specs'
import { modelsFor, withData } from '../../experiment/choices'
import { defaultModel } from '../../experiment/defaults'
import type { BackendChoice } from '../../experiment/experiment'
import { batchField, examplesField, fields } from '../../experiment/fields'
import { modelSpec } from '../../models/specs'
import { whyInactive, type OptionSpec, type OptionValue } from '../../spec/hyperparameter'
import { usePlayground } from '../../state/store/store'
import { OptionControl } from '../controls/OptionControl'
import { CoresField } from '../panels/CoresField'
import { useExplain } from '../panels/ExplainSwitch'
import { usePendingSubjects } from '../panels/usePendingSubjects'
import { UserDataFacts } from '../userData/UserDataFacts'
import { dataOptionsFor } from '../panels/dataOptionsFor'
import type { Subject } from './barWords'
import { Options, type Option } from './Options'
import { BatchPicture, DataPicture, ModelPicture } from './pictures'

/** The choices for one thing that all runs share. Changes act from step 0 on. */
export function ChoiceBody({ subject }: { readonly subject: Subject }) {
  switch (subject) {
    case 'data':
      return <DataChoice />
    case 'model':
      return <ModelChoice />
    case 'batch':
      return <BatchChoice />
    case 'seed':
      return <SeedChoice />
    case 'backend':
      return <BackendChoices />
  }
}

/** A control of the whole form, in small. */
function Control(props: {
  readonly option: OptionSpec
  readonly subject?: string
  readonly value: OptionValue
  readonly unused?: string | undefined
  readonly onChange: (value: OptionValue) => void
}) {
  const explain = useExplain()
  const pending = usePendingSubjects()
  const { option, subject = option.key, ...rest } = props
  return (
    <OptionControl {...{ option, explain, ...rest }} layout="row" pending={pending.has(subject)} />
  )
}

function DataChoice() {
  const experiment = usePlayground((state) => state.experiment)
  const { patchExperiment } = usePlayground((state) => state.actions)
  const { data, examples, batch } = experiment
  const setData = (id: string, options = dataOptionsFor(id)) =>
    patchExperiment(withData(experiment, { id, options }))
  return (
    <>
      <Options
        label="data sets"
        value={data.id}
        options={datasetSpecs.map(({ id, label, description, ...spec }) => ({
          ...{ id, label, text: description },
          picture: <DataPicture spec={spec} />,
        }))}
        onChoose={(id) => setData(id)}
      />
      {datasetSpec(data.id).origin === 'user' && <UserDataFacts />}
      <Control
        option={examplesField(dataShape(data))}
        value={examples}
        onChange={(value) =>
          patchExperiment({ examples: Number(value), batch: Math.min(batch, Number(value)) })
        }
      />
    </>
  )
}

function ModelChoice() {
  const { data, model } = usePlayground((state) => state.experiment)
  const { patchExperiment } = usePlayground((state) => state.actions)
  const { input, classNames } = dataShape(data)
  const { options } = modelSpec(model.id)
  return (
    <>
      <Options
        label="models"
        value={model.id}
        options={modelsFor(datasetSpec(data.id)).map((spec) => ({
          ...{ id: spec.id, label: spec.label, text: spec.description },
          picture: (
            <ModelPicture
              tensors={spec.tensors(defaultModel(spec.id).options, input, classNames.length)}
            />
          ),
        }))}
        onChoose={(id) => patchExperiment({ model: defaultModel(id) })}
      />
      {options.map((option) => (
        <Control
          key={option.key}
          option={option}
          subject={`model ${option.key}`}
          value={model.options[option.key] ?? null}
          unused={whyInactive(option, model.options)}
          onChange={(value) =>
            patchExperiment({
              model: { ...model, options: { ...model.options, [option.key]: value } },
            })
          }
        />
      ))}
    </>
  )
}

const BATCHES = [
  { size: 10, text: 'Many small steps; the loss jumps from one batch to the next.' },
  { size: 100, text: 'What most people begin with.' },
  { size: 1000, text: 'Few steps, each close to the loss of all examples.' },
]

function BatchChoice() {
  const { batch, examples } = usePlayground((state) => state.experiment)
  const { patchExperiment } = usePlayground((state) => state.actions)
  return (
    <>
      <Options
        label="batch sizes"
        value={String(batch)}
        options={BATCHES.filter(({ size }) => size <= examples).map(({ size, text }) => ({
          ...{ id: String(size), label: formatCount(size), text },
          picture: <BatchPicture size={size} />,
        }))}
        onChoose={(id) => patchExperiment({ batch: Number(id) })}
      />
      <Control
        option={batchField(examples)}
        value={batch}
        onChange={(value) => patchExperiment({ batch: Number(value) })}
      />
    </>
  )
}

function SeedChoice() {
  const { seed, seeds } = usePlayground((state) => state.experiment)
  const { patchExperiment } = usePlayground((state) => state.actions)
  return (
    <>
      <p className="choice__text">
        All runs start from the same weights and see the same batches. Another seed gives them other
        ones: a difference that stays is no accident.
      </p>
      <button
        type="button"
        className="button choice__next"
        onClick={() => patchExperiment({ seed: Math.min(seed + 1, fields.seed.max) })}
      >
        Another seed: {seed + 1}
      </button>
      <Control
        option={fields.seed}
        value={seed}
        onChange={(value) => patchExperiment({ seed: Number(value) })}
      />
      <Control
        option={fields.seeds}
        value={seeds}
        onChange={(value) => patchExperiment({ seeds: Number(value) })}
      />
    </>
  )
}

const BACKENDS: Readonly<Record<BackendChoice, Pick<Option, 'label' | 'text'>>> = {
  auto: { label: 'auto', text: 'The fastest that this machine has.' },
  webgpu: { label: 'webgpu', text: 'The graphics card. Fastest for large networks.' },
  wasm: { label: 'wasm', text: 'WebAssembly on the processor. Everywhere, and fast.' },
  webgl: { label: 'webgl', text: 'The graphics card, the older way.' },
  cpu: { label: 'cpu', text: 'Plain JavaScript. Slow; to compare with.' },
}

const trainedBy = (workers: number) =>
  workers === 1
    ? ' A worker trains while another one tests.'
    : ` ${workers} workers train the runs.`

function BackendChoices() {
  const backend = usePlayground((state) => state.session.backend)
  const wanted = usePlayground((state) => state.experiment.backend)
  const workers = usePlayground((state) => state.session.workers)
  const { patchExperiment } = usePlayground((state) => state.actions)
  return (
    <>
      {backend && (
        <p className="choice__text">
          In use: <strong>{backend.name}</strong>. {backend.reason}
          {backend.device && ` ${backend.device}.`}
          {workers > 0 && trainedBy(workers)}
        </p>
      )}
      <Options
        label="backends"
        value={wanted}
        options={fields.backend.values.map((id) => ({ id, ...BACKENDS[id], picture: null }))}
        onChoose={(id) => patchExperiment({ backend: id as BackendChoice })}
      />
      <CoresField layout="row" />
    </>
  )
}
