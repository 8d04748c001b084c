import { useId } from 'react'

export interface LeaveQuestionProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

/** In the place of the buttons, so that nothing is hidden that the question is about. */
export function LeaveQuestion({ onStay, onLeave }: LeaveQuestionProps) {
  const id = useId()
  return (
    <div className="rules__buttons" role="alertdialog" aria-labelledby={id}>
      <p id={id}>
        <strong>What you have changed is not saved.</strong>
      </p>
      <span className="rules__gap" />
      <button type="button" className="button" onClick={onLeave}>
        Leave without saving
      </button>
      <button type="button" className="button button--primary" autoFocus onClick={onStay}>
        Keep editing
      </button>
    </div>
  )
}
