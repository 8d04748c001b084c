import { Icon } from '../icons'
import { useOpening } from '../useOpening'
import { SavedDialog } from './SavedDialog'
import { useFileDrop } from './useFileDrop'
import './saved.css'

/** Opens what was kept; also where files that are dropped on the page are taken. */
export function SavedButton() {
  const { opening, open, close } = useOpening()
  useFileDrop()
  return (
    <>
      <button
        type="button"
        className="button button--only"
        aria-label="Saved"
        title="Experiments kept in this browser, and files"
        aria-haspopup="dialog"
        onClick={open}
      >
        <Icon name="saved" />
      </button>
      {opening !== undefined && <SavedDialog key={opening} onClose={close} />}
    </>
  )
}
