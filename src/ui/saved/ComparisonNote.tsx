import { compareWith, useComparison } from '../../state/import/comparison'
import { openedFor, useOpened } from '../../state/import/openedFile'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'

/** How far the page's numbers are from those of the file they are compared with. */
export function ComparisonNote() {
  const { imported, sentence } = useComparison()
  const opened = useOpened((state) => state.opened)
  const isOpened = usePlayground((state) => openedFor(opened, state) !== null)
  return (
    <div aria-live="polite">
      {imported && (
        <div className="notice" role="group" aria-label="Comparison">
          <p>
            <strong>Compared with {imported.source}.</strong> {sentence}
            {isOpened &&
              ' Until it is trained here, the charts show the numbers of the file, and Export gives them.'}
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
