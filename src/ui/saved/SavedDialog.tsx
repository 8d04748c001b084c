import { Suspense, useEffect } from 'react'
import { refreshSaved, useSaved } from '../../state/persistence/savedList'
import { MAX_UNNAMED } from '../../state/persistence/eviction'
import { deleteAll } from '../../state/persistence/savedExperiments'
import { SureButton } from '../controls/SureButton'
import { fetched } from '../fetched'
import { useModal } from '../useModal'
import { FileButton } from './FileButton'
import { compareWithFile, openFile } from './files'
import { SavedItem } from './SavedItem'

const StoredFiles = fetched(async () => (await import('./StoredFiles')).StoredFiles)

export interface SavedDialogProps {
  readonly onClose: () => void
}

/** Experiments that this browser has kept, and those in files. */
export function SavedDialog({ onClose }: SavedDialogProps) {
  const { dialog, close, closed } = useModal(onClose)
  const { list, refusal } = useSaved()
  useEffect(() => void refreshSaved(), [])
  const withFile = (act: (file: File) => Promise<void>) => (file: File) => {
    close()
    void act(file)
  }
  return (
    <dialog ref={dialog} className="help saved" aria-labelledby="saved-title" onClose={closed}>
      <h2 id="saved-title">Saved experiments</h2>
      <p>
        {refusal ||
          (list.length === 0
            ? 'Nothing is kept here yet: what you train is kept in this browser from its first steps on.'
            : 'Kept in this browser alone. What you train is added by itself. The latest ' +
              `${MAX_UNNAMED} stay; one that you rename stays until you delete it.`)}
      </p>
      <ul className="saved__list">
        {list.map((saved) => (
          <SavedItem key={saved.id} saved={saved} onDone={close} />
        ))}
      </ul>
      <Suspense>
        <StoredFiles />
      </Suspense>
      <div className="saved__files">
        <FileButton
          label="Open file"
          hint="An exported Experiment (JSON): brings it back"
          onFile={withFile(openFile)}
        />
        <FileButton
          label="Compare with file"
          hint="An exported CSV or JSON: draws its runs behind those of the page and states the difference"
          onFile={withFile(compareWithFile)}
        />
        <span className="saved__gap" />
        {list.length > 0 && (
          <SureButton
            label="Delete all"
            sureLabel="Really delete all"
            onSure={() => void deleteAll()}
          />
        )}
        <button type="button" className="button button--primary" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  )
}
