import { useEffect, useRef, useState } from 'react'

export interface CopyFieldProps {
  /** Accessible name of the field. */
  readonly name: string
  readonly value: string
  /** Accessible name of the button. */
  readonly copy: string
  readonly isPrimary?: boolean
}

/** A text in a field, selected on focus: it can be copied by hand where there is no clipboard. */
export function CopyField({ name, value, copy, isPrimary = false }: CopyFieldProps) {
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isPrimary) field.current?.select()
  }, [isPrimary])
  // Absent in insecure contexts, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined
  const write = async () => {
    try {
      await clipboard?.writeText(value)
      setSaid('Copied.')
    } catch {
      field.current?.select()
      setSaid('The browser did not allow copying. The text is selected: copy it by keyboard.')
    }
  }
  const byHand =
    isPrimary && !clipboard ? 'The link is selected: copy it by keyboard or with a long press.' : ''
  return (
    <>
      <div className="share__row">
        <input
          ref={field}
          className="number share__link"
          aria-label={name}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        {clipboard && (
          <button
            type="button"
            className={isPrimary ? 'button button--primary' : 'button'}
            aria-label={copy}
            onClick={() => void write()}
          >
            Copy
          </button>
        )}
      </div>
      <p className="share__said" aria-live="polite">
        {said || byHand}
      </p>
    </>
  )
}
