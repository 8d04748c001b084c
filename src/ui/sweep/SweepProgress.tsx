import { durationText, secondsLeft } from '../../state/sweep/sweepDuration'
import { sweepRates } from '../../state/sweep/sweepSettings'
import { sweepSeeds, trialAt, trialCount } from '../../state/sweep/trials'
import { sweepProgress, type SweepState } from '../../state/sweep/sweepRunner'
import { axisValues } from '../../state/sweep/sweepAxis'
import { useSweep } from '../../state/sweep/useSweep'
import { sweepTitle, sweepWord, valuesText } from './sweepMessages'

function messageOf({ phase, base, settings, at, trials, problem }: SweepState): string {
  if (!base || !settings) return 'Nothing has been trained yet.'
  const { y } = settings
  const word = sweepWord(settings)
  const total = trialCount(base, settings)
  const seeds = sweepSeeds(base, settings)
  const values = total / seeds
  const trial = trials[0] ?? trialAt(base, settings, at)
  const seed =
    trial && seeds > 1 ? `, seed ${trial.seed} (${Math.floor(at / values) + 1} of ${seeds})` : ''
  const now = y
    ? `cells ${at + 1} to ${at + Math.max(1, trials.length)} of ${total}${seed}`
    : `value ${(at % values) + 1} of ${values}${trial ? `, ${valuesText(trial.values)}` : ''}${seed}`
  switch (phase) {
    case 'loading':
      return `Preparing ${now}`
    case 'training':
      return `Training ${now}`
    case 'paused':
      return `The ${word} is paused at ${now}.`
    case 'done':
      return (
        `The ${word} is done: ${y ? `${sweepRates(settings).length} × ${axisValues(y).length}` : values} values for each optimizer` +
        (seeds > 1 ? `, with each of ${seeds} seeds.` : '.')
      )
    case 'failed':
      return `${problem ?? ''} The values that are done are kept; go on from there.`
    case 'idle':
      return at === 0
        ? 'Nothing has been trained yet.'
        : `Stopped: ${at} of ${total} values are done.`
  }
}

/** How far the sweep is; the words change with the value in training, the bar with every step. */
export function SweepProgress() {
  const words = useSweep(messageOf)
  const isKept = useSweep((state) => state.isKept)
  const title = useSweep(({ settings }) => sweepTitle(settings ?? {}))
  const progress = useSweep(sweepProgress)
  const step = useSweep(({ phase, step, steps }) =>
    phase === 'training' || phase === 'paused' ? `step ${step} of ${steps}` : '',
  )
  const left = useSweep((state) =>
    (state.phase === 'training' || state.phase === 'loading') && state.taken.trials > 0
      ? `${durationText(secondsLeft(state.base!, state.settings!, state))} left`
      : '',
  )
  return (
    <div className="sweep__progress">
      <p>
        <span aria-live="polite">{words}</span> <span className="sweep__step">{step}</span>{' '}
        <span className="sweep__step">{left}</span>
      </p>
      {!isKept && (
        <p className="sweep__other">
          This browser does not keep the {title.toLowerCase()}: a reload loses it. {title} (CSV) has
          its numbers.
        </p>
      )}
      <progress aria-label={`${title} done`} value={progress} max={1} />
    </div>
  )
}
