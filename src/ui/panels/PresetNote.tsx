import { useState } from 'react'
import { presetOf } from '../../experiment/presetOf'
import { describedExperiment } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'

/** What to look at in a preset, and what came out when it was measured. */
export function PresetNote() {
  const preset = usePlayground((state) => presetOf(describedExperiment(state)))
  const [dismissed, dismiss] = useState<string | null>(null)
  if (!preset?.measured || preset.id === dismissed) return null
  return (
    <aside className="presetNote" aria-label={`About ${preset.title}`}>
      <dl>
        <div>
          <dt>Look at this</dt>
          <dd>{preset.lookAt}</dd>
        </div>
        <div>
          <dt>Measured</dt>
          <dd>{preset.measured}</dd>
        </div>
      </dl>
      <button
        type="button"
        className="button button--icon"
        aria-label={`Dismiss the note about ${preset.title}`}
        onClick={() => dismiss(preset.id)}
      >
        <Icon name="remove" />
      </button>
    </aside>
  )
}
