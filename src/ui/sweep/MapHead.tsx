import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import type { Best } from './findings'
import { colorAt, hex, shownName, shownValue, type MapScale, type Shown } from './mapModel'

const SHOWN: readonly Shown[] = ['accuracy', 'loss', 'steps']
const BESTS: readonly { readonly best: Best; readonly label: string }[] = [
  { best: 'each', label: 'near its own best' },
  { best: 'all', label: 'near the best of all' },
]

interface MapChoicesProps {
  readonly shown: Shown
  /** Steps to a target have been measured. */
  readonly hasTarget: boolean
}

/** What maps show, and which of their cells are good: part of the link. */
export function MapChoices({ shown, hasTarget }: MapChoicesProps) {
  const best = usePlayground(({ experiment: { view } }) => viewValue(view, 'stripGood') ?? 'each')
  const { setView } = usePlayground((state) => state.actions)
  return (
    <div className="maps__head">
      <Choice
        name="view.stripShow"
        legend="The map shows"
        value={shown}
        options={SHOWN.filter((one) => one !== 'steps' || hasTarget).map((one) => ({
          value: one,
          label: shownName(one),
        }))}
        onChange={(one) => setView('stripShow', one === 'accuracy' ? null : one)}
      />
      <Choice
        name="view.stripGood"
        legend="Good cells are"
        value={best}
        options={BESTS.map((one) => ({ value: one.best, label: one.label }))}
        onChange={(one) => setView('stripGood', one === 'each' ? null : one)}
      />
    </div>
  )
}

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly legend: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

function Choice<T extends string>({ name, legend, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="radio"
            name={name}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
          />
          <span>{one.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

const GRADIENT = [0, 0.25, 0.5, 0.75, 1].map((share) => hex(colorAt(share))).join(', ')

/** Which number each colour is. */
export function MapLegend({ scale }: { readonly scale: MapScale | null }) {
  if (!scale) return null
  const { shown, low, high } = scale
  const [bad, good] = shown === 'accuracy' ? [low, high] : [high, low]
  return (
    <p className="maps__legend">
      {shownName(shown)}: {shownValue(shown, bad)}{' '}
      <span
        className="maps__scale"
        aria-hidden="true"
        style={{ background: `linear-gradient(to right, ${GRADIENT})` }}
      />{' '}
      <span className="visually-hidden">to</span> {shownValue(shown, good)}
      <span className="maps__failed">× 1 of 3: so many of its seeds failed</span>
    </p>
  )
}
