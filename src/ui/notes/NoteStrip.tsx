import { useState } from 'react'
import type { HintsState } from '../hints/useHints'
import { Icon, type IconName } from '../icons'
import { Toolbox } from '../Toolbox'
import { afterChange, NONE, stepped } from './currentNote'
import { NoteText } from './NoteText'
import type { Note } from './note'
import { useNotes } from './useNotes'
import './notes.css'

/**
 * Hints, notices, what a preset is about, what a file differs by: one of them in a strip that is
 * never higher than it is, the others a press away. Errors interrupt; the rest waits for its turn.
 */
export function NoteStrip({ hints }: { readonly hints: HintsState }) {
  const notes = useNotes(hints)
  const keys = notes.map(({ key }) => key).join('\n')
  const [shown, setShown] = useState(() => afterChange(NONE, keys === '' ? [] : keys.split('\n')))
  if (shown.known.join('\n') !== keys)
    setShown(afterChange(shown, keys === '' ? [] : keys.split('\n')))
  const current = notes.find(({ key }) => key === shown.current)
  const at = notes.findIndex(({ key }) => key === shown.current)
  return (
    <div className={`strip ${current ? `strip--${current.kind}` : 'strip--empty'}`}>
      {notes.filter(isError).map((note) => (
        <OneNote key={note.key} note={note} isShown={note === current} />
      ))}
      <div className="strip__notes" aria-live="polite">
        {notes
          .filter((note) => !isError(note))
          .map((note) => (
            <OneNote key={note.key} note={note} isShown={note === current} />
          ))}
      </div>
      {current && (
        <Toolbox label="Notes" className="strip__buttons">
          {current.onward && (
            <button
              type="button"
              className="button button--small"
              title={current.onward.title}
              onClick={current.onward.run}
            >
              {current.onward.label}
            </button>
          )}
          {notes.length > 1 && (
            <>
              <StripButton
                label="Previous note"
                icon="back"
                onClick={() => setShown(stepped(shown, -1))}
              />
              <span className="strip__count">
                {at + 1} of {notes.length}
              </span>
              <StripButton
                label="Next note"
                icon="forward"
                onClick={() => setShown(stepped(shown, 1))}
              />
              <button
                type="button"
                className="button button--small strip__all"
                onClick={() => notes.forEach(({ dismiss }) => dismiss())}
              >
                Dismiss all
              </button>
            </>
          )}
          <StripButton label={current.dismissLabel} icon="remove" onClick={current.dismiss} />
        </Toolbox>
      )}
    </div>
  )
}

const isError = ({ kind }: Note) => kind === 'error'

interface StripButtonProps {
  readonly label: string
  readonly icon: IconName
  readonly onClick: () => void
}

function StripButton({ label, icon, onClick }: StripButtonProps) {
  return (
    <button
      type="button"
      className="button button--icon"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}

interface OneNoteProps {
  readonly note: Note
  readonly isShown: boolean
}

function OneNote({ note, isShown }: OneNoteProps) {
  const { kind, group, content, action } = note
  return (
    <div
      className={kind === 'hints' ? 'hints' : `notice notice--${kind}`}
      role={group?.role ?? (isError(note) ? 'alert' : undefined)}
      aria-label={group?.name}
      hidden={!isShown}
    >
      {kind === 'hints' ? content : <NoteText isShown={isShown}>{content}</NoteText>}
      {action && (
        <button type="button" className="button button--small" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  )
}
