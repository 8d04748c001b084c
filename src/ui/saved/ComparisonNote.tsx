import { compareWith, useComparison } from '../../state/import/comparison'
import { Icon } from '../icons'

/** How far the page's numbers are from those of the file they are compared with. */
export function ComparisonNote() {
  const { imported, sentence } = useComparison()
  return (
    <div aria-live="polite">
      {imported && (
        <div className="notice" role="group" aria-label="Comparison">
          <p>
            <strong>Compared with {imported.source}.</strong> {sentence}
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
