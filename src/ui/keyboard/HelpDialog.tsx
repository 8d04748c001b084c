import { showGuide } from '../guide/showGuide'
import { useModal } from '../useModal'
import { SHORTCUTS } from './shortcuts'

export interface HelpDialogProps {
  readonly onClose: () => void
  readonly onHints: () => void
}

/** Keys, and where to read on. */
export function HelpDialog({ onClose, onHints }: HelpDialogProps) {
  const { dialog, close, closed } = useModal(onClose)
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={closed}>
      <h2 id="help-title">Keys and help</h2>
      <dl className="help__keys">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        Keys are left to a field, slider or menu that has the focus. In a number field the arrow
        keys change the value, in a slider too; <em>explain controls</em> below the runs says what
        every value does.
      </p>
      <p>
        What ALI-G is and what to look for is told in{' '}
        <a
          href="#guide"
          onClick={(event) => {
            close()
            showGuide(event)
          }}
        >
          the guide
        </a>{' '}
        below the tool.
      </p>
      <div className="help__buttons">
        <button
          type="button"
          className="button"
          onClick={() => {
            close()
            onHints()
          }}
        >
          Show the hints
        </button>
        <button type="button" data-first className="button button--primary" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  )
}
