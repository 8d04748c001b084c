import type { ReactNode } from 'react'

export interface FieldProps {
  /** Link key: the visible label and the accessible name. */
  readonly name: string
  readonly labelId: string
  readonly htmlFor: string
  readonly help: string
  readonly helpId: string
  /** Shows the help text; it is read out in any case. */
  readonly explain: boolean
  /** Between the label and the control. */
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** Label, control and help of one option. */
export function Field(props: FieldProps) {
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label id={props.labelId} htmlFor={props.htmlFor} className="field__label" title={props.help}>
        {props.name}
      </label>
      {props.aside}
      {props.children}
      <p id={props.helpId} className={props.explain ? 'field__help' : 'visually-hidden'}>
        {props.help}
      </p>
    </div>
  )
}
