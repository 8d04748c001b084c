import { trialAt, trialCount } from '../../state/sweep/trials'
import { sweepProgress, type SweepState } from '../../state/sweep/sweepRunner'
import { useSweep } from '../../state/sweep/useSweep'

function messageOf({ phase, base, settings, at, problem }: SweepState): string {
  if (!base || !settings) return 'Nothing has been trained yet.'
  const { values } = settings
  const { seeds } = base.experiment
  const trial = trialAt(base, settings, at)
  const seed =
    trial && seeds > 1 ? `, seed ${trial.seed} (${Math.floor(at / values) + 1} of ${seeds})` : ''
  const now = `value ${(at % values) + 1} of ${values}${trial ? `, rate ${trial.rate}` : ''}${seed}`
  switch (phase) {
    case 'loading':
      return `Preparing ${now}`
    case 'training':
      return `Training ${now}`
    case 'paused':
      return `The strip is paused at ${now}.`
    case 'done':
      return (
        `The strip is done: ${values} values for each optimizer` +
        (seeds > 1 ? `, with each of ${seeds} seeds.` : '.')
      )
    case 'failed':
      return `${problem ?? ''} The values that are done are kept; go on from there.`
    case 'idle':
      return at === 0
        ? 'Nothing has been trained yet.'
        : `Stopped: ${at} of ${trialCount(base, settings)} values are done.`
  }
}

/** How far the sweep is; the words change with the value in training, the bar with every step. */
export function SweepProgress() {
  const words = useSweep(messageOf)
  const isKept = useSweep((state) => state.isKept)
  const progress = useSweep(sweepProgress)
  const step = useSweep(({ phase, step, steps }) =>
    phase === 'training' || phase === 'paused' ? `step ${step} of ${steps}` : '',
  )
  return (
    <div className="sweep__progress">
      <p>
        <span aria-live="polite">{words}</span> <span className="sweep__step">{step}</span>
      </p>
      {!isKept && (
        <p className="sweep__other">
          This browser does not keep the strip: a reload loses it. Strip (CSV) has its numbers.
        </p>
      )}
      <progress aria-label="Strip done" value={progress} max={1} />
    </div>
  )
}
