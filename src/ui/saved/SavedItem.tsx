import { useId, useState, type KeyboardEvent } from 'react'
import { MAX_NAME } from '../../experiment/limits'
import { cleanName } from '../../experiment/text'
import { summaryOf, titleOf } from '../../state/persistence/describeSaved'
import type { SavedExperiment } from '../../state/persistence/records'
import {
  deleteById,
  openById,
  overlayById,
  renameById,
} from '../../state/persistence/savedExperiments'
import { Thumbnail } from './Thumbnail'

export interface SavedItemProps {
  readonly saved: SavedExperiment
  /** It is on the page now. */
  readonly onDone: () => void
}

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function SavedItem({ saved, onDone }: SavedItemProps) {
  const [isNaming, setNaming] = useState(false)
  const id = useId()
  const title = titleOf(saved)
  const act = (label: string, run: () => void) => (
    <button type="button" className="button button--small" aria-describedby={id} onClick={run}>
      {label}
    </button>
  )
  return (
    <li className="saved__item" aria-labelledby={id}>
      <Thumbnail
        losses={saved.thumbnail}
        optimizers={saved.experiment.runs.map(({ optimizer }) => optimizer)}
      />
      <div className="saved__words">
        {isNaming ? (
          <NameField
            name={title}
            onDone={(name) => {
              setNaming(false)
              if (name !== null) void renameById(saved.id, name)
            }}
          />
        ) : (
          <strong id={id}>{title}</strong>
        )}
        <time dateTime={new Date(saved.updated).toISOString()}>
          {dateFormat.format(saved.updated)}
        </time>
        <span>{summaryOf(saved)}</span>
      </div>
      <div className="saved__buttons">
        {act('Open', () => {
          onDone()
          void openById(saved.id)
        })}
        {act('Overlay', () => {
          onDone()
          void overlayById(saved.id)
        })}
        {act('Rename', () => setNaming(true))}
        {act('Delete', () => void deleteById(saved.id))}
      </div>
    </li>
  )
}

interface NameFieldProps {
  readonly name: string
  /** With null where nothing is to change. */
  readonly onDone: (name: string | null) => void
}

function NameField({ name, onDone }: NameFieldProps) {
  const [text, setText] = useState(name)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Escape would close the dialog as well.
    event.preventDefault()
    onDone(event.key === 'Enter' ? cleanName(text.trim()) : null)
  }
  return (
    <input
      className="number saved__name"
      aria-label="Name of the saved experiment"
      autoFocus
      maxLength={MAX_NAME}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={press}
      onBlur={() => onDone(cleanName(text.trim()))}
    />
  )
}
