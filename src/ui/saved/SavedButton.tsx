import { useState } from 'react'
import { Icon } from '../icons'
import { SavedDialog } from './SavedDialog'
import { useFileDrop } from './useFileDrop'
import './saved.css'

/** Opens what was kept; also where files that are dropped on the page are taken. */
export function SavedButton() {
  const [open, setOpen] = useState(false)
  useFileDrop()
  return (
    <>
      <button
        type="button"
        className="button button--only"
        aria-label="Saved"
        title="Experiments kept in this browser, and files"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="saved" />
      </button>
      {open && <SavedDialog onClose={() => setOpen(false)} />}
    </>
  )
}
