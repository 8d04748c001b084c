import { formatShare } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import { optimizerSpec } from '../../optimizers/specs'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import { previousRunStyle } from '../chartPanels/runStyle'
import { CLOSE, reaches, type Reach } from './findings'
import { useSpreads } from './useSpreads'

/** How much of the range is good for each optimizer: the sweep in one bar each. */
export function SweepFindings({ settings }: { readonly settings: SweepSettings }) {
  const spreads = useSpreads(settings.optimizers)
  return (
    <div className="reach">
      <h3 className="chart__title">Good rates</h3>
      <p className="panel__note">
        Within {100 * CLOSE} percentage points of the best test accuracy of this strip.
      </p>
      <dl className="reach__list">
        {reaches(spreads, settings.optimizers).map((reach) => (
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
  const span = Math.log(settings.high / settings.low)
  const share = (rate: number) => (100 * Math.log(rate / settings.low)) / span
  const half = 50 / (settings.values - 1)
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
        <span className="reach__words">{messageOf(reach)}</span>
      </dd>
    </div>
  )
}

function messageOf({ best, bestRate, good, tried, diverged }: Reach): string {
  const lost = diverged > 0 ? `; diverged at ${diverged} of them` : ''
  if (best === null) return `diverged at every one of ${tried} values`
  const top = `best ${formatShare(best)} at ${bestRate}`
  if (!good) return `none of ${tried} values; ${top}${lost}`
  const range = good.count === 1 ? `${good.low} only` : `${good.low} to ${good.high}`
  return `${range}: ${good.count} of ${tried} values; ${top}${lost}`
}
