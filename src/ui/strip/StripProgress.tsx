import { cellAt, cellCount } from '../../state/strip/cells'
import { stripProgress, type StripState } from '../../state/strip/strip'
import { useStrip } from '../../state/strip/useStrip'

function wordsOf({ phase, base, settings, at, problem }: StripState): string {
  if (!base || !settings) return 'Nothing has been trained yet.'
  const { values } = settings
  const { seeds } = base.experiment
  const cell = cellAt(base, settings, at)
  const seed =
    cell && seeds > 1 ? `, seed ${cell.seed} (${Math.floor(at / values) + 1} of ${seeds})` : ''
  const now = `value ${(at % values) + 1} of ${values}${cell ? `, rate ${cell.rate}` : ''}${seed}`
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
        : `Stopped: ${at} of ${cellCount(base, settings)} values are done.`
  }
}

/** How far the strip is; the words change with the value in training, the bar with every step. */
export function StripProgress() {
  const words = useStrip(wordsOf)
  const isKept = useStrip((state) => state.isKept)
  const progress = useStrip(stripProgress)
  const step = useStrip(({ phase, step, steps }) =>
    phase === 'training' || phase === 'paused' ? `step ${step} of ${steps}` : '',
  )
  return (
    <div className="strip__progress">
      <p>
        <span aria-live="polite">{words}</span> <span className="strip__step">{step}</span>
      </p>
      {!isKept && (
        <p className="strip__other">
          This browser does not keep the strip: a reload loses it. Strip (CSV) has its numbers.
        </p>
      )}
      <progress aria-label="Strip done" value={progress} max={1} />
    </div>
  )
}
