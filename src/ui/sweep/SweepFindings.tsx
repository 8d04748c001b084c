import { Swatch } from '../../charts/Swatch'
import { viewValue } from '../../experiment/viewKeys'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import { RATE } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { previousRunStyle } from '../chartPanels/runStyle'
import { bestOf, reaches, type Best, type Reach } from './findings'
import { goodRatesText, reachText } from './findingsText'
import { useGuess, useSpreads } from './useSpreads'

const CHOICES: readonly { readonly best: Best; readonly label: string }[] = [
  { best: 'each', label: 'near their own best' },
  { best: 'all', label: 'near the best of all' },
]

/** How much of the range is good for each optimizer: the sweep in one bar each. */
export function SweepFindings({ settings }: { readonly settings: SweepSettings }) {
  const spreads = useSpreads(settings)
  const best = usePlayground(({ experiment: { view } }) => viewValue(view, 'stripGood') ?? 'each')
  const guess = useGuess()
  const { key } = xAxis(settings)
  const what = key === RATE ? 'rates' : `values of ${key}`
  const { setView } = usePlayground((state) => state.actions)
  return (
    <div className="reach">
      <div className="reach__head">
        <h3 className="chart__title">Good {what}</h3>
        <fieldset className="segmented">
          <legend className="visually-hidden">Good {what} are</legend>
          {CHOICES.map((choice) => (
            <label key={choice.best}>
              <input
                type="radio"
                name="view.stripGood"
                checked={choice.best === best}
                onChange={() => setView('stripGood', choice.best === 'each' ? null : choice.best)}
              />
              <span>{choice.label}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <p className="panel__note" aria-live="polite">
        {goodRatesText(best, bestOf(spreads))}
      </p>
      <dl className="reach__list">
        {reaches(spreads, settings.optimizers, best, guess).map((reach) => (
          <ReachBar key={reach.optimizer} {...{ reach, settings }} />
        ))}
      </dl>
    </div>
  )
}

interface BarProps {
  readonly reach: Reach
  readonly settings: SweepSettings
}

function ReachBar({ reach, settings }: BarProps) {
  const { optimizer, good } = reach
  const style = previousRunStyle(-1, optimizer)
  const { low, high, values, scale } = xAxis(settings)
  const share = (value: number) =>
    scale === 'log'
      ? (100 * Math.log(value / low)) / Math.log(high / low)
      : (100 * (value - low)) / (high - low)
  const half = 50 / (values - 1)
  const left = good ? Math.max(0, share(good.low) - half) : 0
  const right = good ? Math.min(100, share(good.high) + half) : 0
  return (
    <div className="reach__row">
      <dt>
        <Swatch {...style} />
        {optimizerSpec(optimizer).label}
      </dt>
      <dd>
        <span className="reach__track" aria-hidden="true">
          <span
            className="reach__bar"
            style={{ left: `${left}%`, width: `${right - left}%`, background: style.color }}
          />
        </span>
        <span className="reach__words">{reachText(reach)}</span>
      </dd>
    </div>
  )
}
