import { useId } from 'react'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpec } from '../../optimizers/specs'
import {
  offeredOptimizers,
  sweepOptions,
  sweepView,
  type SweepSettings,
} from '../../state/sweep/sweepSettings'
import { usePlayground } from '../../state/store/store'
import { NumberField } from '../controls/NumberField'
import { writeNumber } from '../controls/readNumber'

const FIELDS = ['low', 'high', 'values', 'epochs'] as const

/** Why a number cannot be taken over beside the others; undefined where it can. */
function conflict(settings: SweepSettings, field: (typeof FIELDS)[number], value: number | null) {
  const { low, high }: SweepSettings = { ...settings, [field]: value }
  if (low < high) return undefined
  return field === 'low'
    ? `${writeNumber(low)} was not taken over. The smallest rate has to be below the largest, ${writeNumber(high)}.`
    : `${writeNumber(high)} was not taken over. The largest rate has to be above the smallest, ${writeNumber(low)}.`
}

/** Which optimizers and which rates; everything is written into the link at once. */
export function SweepSettingsForm({ settings }: { readonly settings: SweepSettings }) {
  const id = useId()
  const { setView } = usePlayground((state) => state.actions)
  const runs = usePlayground(({ experiment }) => experiment.runs)
  const offered = offeredOptimizers({ runs })
  const change = (patch: Partial<SweepSettings>) => {
    for (const [key, text] of Object.entries(sweepView({ ...settings, ...patch }, { runs })))
      setView(key, text)
  }
  const toggle = (optimizer: string, on: boolean) => {
    const optimizers = offered.filter((one) =>
      one === optimizer ? on : settings.optimizers.includes(one),
    )
    if (optimizers.length > 0) change({ optimizers })
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
      {FIELDS.map((field) => {
        const option = sweepOptions[field]
        return (
          <div key={field} className="sweep__field" title={option.help}>
            <label htmlFor={id + field}>{option.key}</label>
            <NumberField
              id={id + field}
              option={option}
              value={settings[field]}
              describedBy={`${id}${field}h`}
              refuse={(value) => conflict(settings, field, value)}
              onCommit={(value) => value !== null && change({ [field]: value })}
            />
            <span id={`${id}${field}h`} className="visually-hidden">
              {option.help}
            </span>
          </div>
        )
      })}
    </div>
  )
}
