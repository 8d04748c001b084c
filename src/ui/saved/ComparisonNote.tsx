import { compareWith, useComparison } from '../../state/recording/comparison'
import { Icon } from '../icons'

/** How far the page's numbers are from those of the file they are compared with. */
export function ComparisonNote() {
  const { recording, sentence } = useComparison()
  return (
    <div aria-live="polite">
      {recording && (
        <div className="notice" role="group" aria-label="Comparison">
          <p>
            <strong>Compared with {recording.source}.</strong> {sentence}
          </p>
          <button
            type="button"
            className="button button--icon"
            aria-label="End the comparison"
            onClick={() => compareWith(null)}
          >
            <Icon name="remove" />
          </button>
        </div>
      )}
    </div>
  )
}
