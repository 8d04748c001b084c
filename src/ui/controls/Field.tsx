import type { ReactNode } from 'react'

/**
 * - `wide`: label and field in a line, the slider below them
 * - `row`: label, slider and field in one line where there is room, else like `wide`
 * - `stack`: the field below its label
 */
export type FieldLayout = 'wide' | 'row' | 'stack'

export interface FieldProps {
  /** Link key: the visible label and the accessible name. */
  readonly name: string
  readonly labelId: string
  readonly htmlFor: string
  readonly help: string
  readonly helpId: string
  /** Shows the help text; it is read out in any case. */
  readonly explain: boolean
  /** Why the value has no effect now; undefined where it has. */
  readonly unused: string | undefined
  /** The value waits for a reset. */
  readonly pending?: boolean | undefined
  /** Between the label and the control. */
  readonly aside?: ReactNode
  readonly className: string
  readonly children: ReactNode
}

/** Label, control and help of one option. */
export function Field(props: FieldProps) {
  const { unused, help } = props
  return (
    <div className={`field ${props.className} ${unused ? 'field--unused' : ''}`}>
      <label
        id={props.labelId}
        htmlFor={props.htmlFor}
        className="field__label"
        title={unused ? `${help} ${unused}` : help}
      >
        {props.name}
      </label>
      {props.aside !== undefined && <span className="field__aside">{props.aside}</span>}
      {props.children}
      {props.pending && <PendingMark />}
      <p id={props.helpId} className={props.explain ? 'field__help' : 'visually-hidden'}>
        {help} {unused} {props.pending && PENDING}
      </p>
    </div>
  )
}

/** Beside the help text, for everybody who hears it. */
export const PENDING = 'Not yet applied: training still uses the value before.'

export function PendingMark() {
  return (
    <span className="field__pending" aria-hidden>
      not yet applied
    </span>
  )
}
