import { stripRates } from '../../state/strip/settings'
import { stripProgress, type StripState } from '../../state/strip/strip'
import { useStrip } from '../../state/strip/useStrip'

function wordsOf({ phase, settings, at, problem }: StripState): string {
  if (!settings) return 'Nothing has been trained yet.'
  const which = `value ${Math.min(at + 1, settings.values)} of ${settings.values}`
  const rate = stripRates(settings)[at]
  const now = rate === undefined ? which : `${which}, rate ${rate}`
  switch (phase) {
    case 'loading':
      return `Preparing ${now}`
    case 'training':
      return `Training ${now}`
    case 'paused':
      return `The strip is paused at ${now}.`
    case 'done':
      return `The strip is done: ${settings.values} values for each optimizer.`
    case 'failed':
      return `${problem ?? ''} The values that are done are kept; go on from there.`
    case 'idle':
      return at === 0 ? 'Nothing has been trained yet.' : `Stopped after ${at} values.`
  }
}

/** How far the strip is; the words change with the value in training, the bar with every step. */
export function StripProgress() {
  const words = useStrip(wordsOf)
  const progress = useStrip(stripProgress)
  const step = useStrip(({ phase, step, steps }) =>
    phase === 'training' || phase === 'paused' ? `step ${step} of ${steps}` : '',
  )
  return (
    <div className="strip__progress">
      <p>
        <span aria-live="polite">{words}</span> <span className="strip__step">{step}</span>
      </p>
      <progress aria-label="Strip done" value={progress} max={1} />
    </div>
  )
}
