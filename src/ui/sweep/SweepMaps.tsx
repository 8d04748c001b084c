import { useMemo } from 'react'
import { Swatch } from '../../charts/Swatch'
import { viewValue } from '../../experiment/viewKeys'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepBase } from '../../state/sweep/types'
import { useSweep } from '../../state/sweep/useSweep'
import { previousRunStyle } from '../chartPanels/runStyle'
import { CLOSE, type Best } from './findings'
import { MapGrid } from './MapGrid'
import { colorAt, hex, shownName, shownValue, type Shown } from './mapModel'
import { mapsOf, type DrawnMaps } from './mapsOf'
import { openCell } from './openCell'
import './map.css'

const SHOWN: readonly Shown[] = ['accuracy', 'loss', 'steps']
const BESTS: readonly { readonly best: Best; readonly label: string }[] = [
  { best: 'each', label: 'near its own best' },
  { best: 'all', label: 'near the best of all' },
]

interface SweepMapsProps {
  readonly base: SweepBase
  readonly settings: SweepSettings
}

/** The maps of a sweep over two settings, one for each optimizer, filled while it trains. */
export function SweepMaps({ base, settings }: SweepMapsProps) {
  const points = useSweep((state) => state.points)
  const trials = useSweep((state) => state.trials)
  const view = usePlayground(({ experiment }) => experiment.view)
  const { setView } = usePlayground((state) => state.actions)
  const drawn = useMemo(
    () => mapsOf(base, settings, { points, trials }, view),
    [base, settings, points, trials, view],
  )
  const best = viewValue(view, 'stripGood') ?? 'each'
  const hasRows = settings.y?.ofRuns === false || settings.x?.ofRuns === false
  return (
    <div className="maps">
      <div className="maps__head">
        <Choice
          name="view.stripShow"
          legend="The map shows"
          value={drawn.shown}
          options={SHOWN.filter((one) => one !== 'steps' || settings.target !== undefined).map(
            (one) => ({ value: one, label: shownName(one) }),
          )}
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
      <Legend drawn={drawn} />
      {drawn.maps.map((map) => (
        <section key={map.optimizer} className="maps__one">
          <h3 className="chart__title">
            <Swatch {...previousRunStyle(-1, map.optimizer)} />
            {optimizerSpec(map.optimizer).label}: {shownName(drawn.shown)} by {map.yName} and{' '}
            {map.xName}
          </h3>
          <MapGrid map={map} onOpen={({ x, y }) => openCell(base, settings, x, y)} />
          {map.text && <p className="maps__text">{map.text}.</p>}
        </section>
      ))}
      <p className="panel__note">
        Each cell is the median of its seeds; what diverged counts as worse than any number. Good
        cells have a frame: within {100 * CLOSE} percentage points of the best test accuracy
        {best === 'each' ? ' of the same optimizer' : ' of all optimizers'}
        {hasRows ? ' on the same task' : ''}, and better than guessing. A click on a cell opens what
        it was trained on as the experiment of the page; the map stays.
      </p>
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
function Legend({ drawn: { scale, shown } }: { readonly drawn: DrawnMaps }) {
  if (!scale) return null
  const [bad, good] = shown === 'accuracy' ? [scale.low, scale.high] : [scale.high, scale.low]
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
