import type { ReactNode } from 'react'
import { stopStudy } from '../../state/session/sendStudy'
import { usePlayground } from '../../state/store/store'
import type { StudyId } from '../../state/session/session'

export interface StudyControlsProps {
  readonly study: StudyId
  readonly label: string
  readonly onStart: () => void
  /** Why it cannot begin; undefined where it can. */
  readonly whyNot?: string | undefined
  /** 0 to 1, and in words, while it is under way. */
  readonly done: number
  readonly words: string
  /** Beside the button: what is looked at. */
  readonly choices?: ReactNode
  /** Last: what can be done with the result. */
  readonly children?: ReactNode
}

/** Begins a long look, says how far it is, and gives it up. */
export function StudyControls(props: StudyControlsProps) {
  const { study, label, onStart, whyNot, done, words } = props
  const isBusy = usePlayground(({ session }) => session.studies.has(study))
  return (
    <div className="study">
      {props.choices}
      {isBusy ? (
        <button type="button" className="button button--small" onClick={() => stopStudy(study)}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button button--small"
          disabled={whyNot !== undefined}
          onClick={onStart}
        >
          {label}
        </button>
      )}
      <span className="study__state">
        {isBusy && <progress aria-label={`${label}: done`} value={done} max={1} />}
        <span role="status">{isBusy ? words : (whyNot ?? '')}</span>
      </span>
      {props.children}
    </div>
  )
}
