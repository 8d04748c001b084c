import { useEffect, useRef } from 'react'
import { showGuide } from '../guide/showGuide'
import { SHORTCUTS } from './shortcuts'

export interface HelpDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onHints: () => void
}

/** Keys, and where to read on. */
export function HelpDialog({ open, onClose, onHints }: HelpDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return dialog.current?.close()
    dialog.current?.showModal()
    // Not by `autoFocus`: it asks for the focus while the dialog is made, before it is shown.
    close.current?.focus()
  }, [open])
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
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
            onClose()
            showGuide(event)
          }}
        >
          the guide
        </a>{' '}
        below the tool.
      </p>
      <div className="help__buttons">
        <button type="button" className="button" onClick={onHints}>
          Show the hints
        </button>
        <button ref={close} type="button" className="button button--primary" onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  )
}
