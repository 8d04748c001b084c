import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { useModal } from '../useModal'
import { closeRuleDialog } from './openRule'
import './rules.css'

export interface RuleDialogProps {
  readonly title: string
  readonly className?: string
  /** Asked by Escape and the like; closes at once unless something else is given. */
  readonly onLeave?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly children: ReactNode
}

/** A dialog that is open as long as it is there. */
export function RuleDialog({
  title,
  className = '',
  onLeave = closeRuleDialog,
  onKeyDown,
  children,
}: RuleDialogProps) {
  const { dialog, closed } = useModal((closing) => {
    // A browser closes at the second press whatever the page says: what is typed stays.
    closing.showModal()
    onLeave()
  })
  const id = useId()
  return (
    <dialog
      ref={dialog}
      className={`help rules ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onLeave()
      }}
      onClose={closed}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault()
          onLeave()
        }
        onKeyDown?.(event)
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
