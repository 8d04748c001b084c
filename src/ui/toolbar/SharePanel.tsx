import { useCallback, useEffect, useRef, useState } from 'react'
import { Icon } from '../icons'
import { useDismiss } from '../useDismiss'

export interface SharePanelProps {
  /** The address of this experiment, made when the panel opens. */
  readonly makeLink: () => string
}

/** The link in a selected field: it can be copied by hand where there is no clipboard access. */
export function SharePanel({ makeLink }: SharePanelProps) {
  const [link, setLink] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const open = link !== null
  const close = useCallback((refocus: boolean) => {
    setLink(null)
    setSaid('')
    if (refocus) button.current?.focus()
  }, [])
  useDismiss(root, open, close)
  useEffect(() => {
    if (open) field.current?.select()
  }, [open])

  // Absent in insecure contexts, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined
  const copy = async () => {
    try {
      await clipboard?.writeText(link ?? '')
      setSaid('Copied.')
    } catch {
      field.current?.select()
      setSaid('The browser did not allow copying. The link is selected: copy it by keyboard.')
    }
  }

  return (
    <div ref={root} className="popover">
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => (open ? close(true) : setLink(makeLink()))}
      >
        <Icon name="share" />
        Share
      </button>
      {open && (
        <div role="dialog" aria-label="Share this experiment" className="share">
          <p>
            This link holds the whole experiment: data, model, seed, optimizers and every change
            made while training. It opens with the same weights and the same batches.
          </p>
          <div className="share__row">
            <input
              ref={field}
              className="number share__link"
              aria-label="Link to this experiment"
              readOnly
              value={link}
              onFocus={(event) => event.target.select()}
            />
            {clipboard && (
              <button type="button" className="button button--primary" onClick={() => void copy()}>
                Copy
              </button>
            )}
          </div>
          <p className="share__said" aria-live="polite">
            {said ||
              (clipboard ? '' : 'The link is selected: copy it by keyboard or with a long press.')}
          </p>
        </div>
      )}
    </div>
  )
}
