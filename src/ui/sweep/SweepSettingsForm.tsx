import { useId } from 'react'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import type { NumberOption } from '../../spec/hyperparameter'
import { axisSettings, RATE, type SweepAxis } from '../../state/sweep/sweepAxis'
import { offeredOptimizers } from '../../state/sweep/sweepOptimizers'
import {
  inPercent,
  sweepOptions,
  sweepView,
  xAxis,
  type SweepSettings,
} from '../../state/sweep/sweepSettings'
import { usePlayground } from '../../state/store/store'
import { NumberField } from '../controls/NumberField'
import { AxisFields } from './AxisFields'

const targetOption: NumberOption = {
  ...{ kind: 'number', key: 'target', default: null, min: 1, max: 100, scale: 'linear' },
  nullable: true,
  help:
    'A test accuracy in per cent. With it each training is tested about 25 times on its way, and the ' +
    'steps until it is reached are told.',
}

/** Which optimizers and which values; everything is written into the link at once. */
export function SweepSettingsForm({ settings }: { readonly settings: SweepSettings }) {
  const { setView } = usePlayground((state) => state.actions)
  const experiment = usePlayground((state) => state.experiment)
  const { runs } = experiment
  const offered = offeredOptimizers({ runs })
  const axes = axisSettings(experiment, settings.optimizers)
  const change = (patch: Partial<SweepSettings>) => {
    for (const [key, text] of Object.entries(sweepView({ ...settings, ...patch }, experiment)))
      setView(key, text)
  }
  const toggle = (optimizer: string, on: boolean) => {
    const optimizers = offered.filter((one) =>
      one === optimizer ? on : settings.optimizers.includes(one),
    )
    if (optimizers.length > 0) change({ optimizers })
  }
  const x = xAxis(settings)
  const setX = (axis: SweepAxis | undefined) => {
    const isPlain = !axis || axis.key === RATE
    // The rate's own numbers are those of the strip, which came first.
    const { low, high, values } = axis ?? x
    const y = settings.y?.key === axis?.key ? undefined : settings.y
    change(isPlain ? { x: undefined, y, low, high, values } : { x: axis, y })
  }
  const setY = (axis: SweepAxis | undefined) => {
    // A map for each optimizer: one to begin with.
    const optimizers = settings.y ? settings.optimizers : settings.optimizers.slice(0, 1)
    change(axis ? { y: axis, optimizers } : { y: undefined })
  }
  const isFull = settings.optimizers.length >= MAX_RUNS
  return (
    <div className="sweep__settings">
      <fieldset className="sweep__optimizers">
        <legend>optimizers{isFull && ` (${MAX_RUNS} is the most)`}</legend>
        {offered.map(optimizerSpec).map((spec) => (
          <label key={spec.id} className="check">
            <input
              type="checkbox"
              checked={settings.optimizers.includes(spec.id)}
              disabled={isFull && !settings.optimizers.includes(spec.id)}
              onChange={(event) => toggle(spec.id, event.target.checked)}
            />
            {spec.label}
          </label>
        ))}
      </fieldset>
      <div className="sweep__axis-fields">
        <AxisFields name="setting" prefix="" axis={x} offered={axes} onChange={setX} />
      </div>
      <div className="sweep__axis-fields">
        <AxisFields
          {...{ name: 'second setting', prefix: 'second ', axis: settings.y, isOptional: true }}
          offered={axes.filter(({ key }) => key !== x.key)}
          onChange={setY}
        />
      </div>
      <div className="sweep__axis-fields">
        <Length settings={settings} onChange={change} />
        <Field
          option={{ ...sweepOptions.seeds, default: experiment.seeds }}
          value={settings.seeds ?? experiment.seeds}
          onCommit={(seeds) =>
            change({ seeds: seeds === null || seeds === experiment.seeds ? undefined : seeds })
          }
        />
        <Field
          option={targetOption}
          value={settings.target === undefined ? null : inPercent(settings.target)}
          onCommit={(target) => change({ target: target === null ? undefined : target / 100 })}
        />
      </div>
    </div>
  )
}

interface LengthProps {
  readonly settings: SweepSettings
  readonly onChange: (patch: Partial<SweepSettings>) => void
}

/** How long each training is, in epochs or in steps. */
function Length({ settings, onChange }: LengthProps) {
  const id = useId()
  const { epochs, steps } = settings
  return (
    <>
      <div className="sweep__field">
        <label htmlFor={id}>trained for</label>
        <select
          id={id}
          className="select"
          value={steps === undefined ? 'epochs' : 'steps'}
          onChange={(event) =>
            onChange({
              steps: event.target.value === 'steps' ? sweepOptions.steps.default : undefined,
            })
          }
        >
          <option>epochs</option>
          <option>steps</option>
        </select>
      </div>
      {steps === undefined ? (
        <Field
          option={sweepOptions.epochs}
          value={epochs}
          onCommit={(value) => value !== null && onChange({ epochs: value })}
        />
      ) : (
        <Field
          option={sweepOptions.steps}
          value={steps}
          onCommit={(value) => value !== null && onChange({ steps: value })}
        />
      )}
    </>
  )
}

interface FieldProps {
  readonly option: NumberOption
  readonly value: number | null
  readonly onCommit: (value: number | null) => void
}

function Field({ option, value, onCommit }: FieldProps) {
  const id = useId()
  return (
    <div className="sweep__field" title={option.help}>
      <label htmlFor={id}>{option.key}</label>
      <NumberField {...{ id, option, value, onCommit }} describedBy={`${id}h`} />
      <span id={`${id}h`} className="visually-hidden">
        {option.help}
      </span>
    </div>
  )
}
