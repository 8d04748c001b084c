import type { ReactNode } from 'react'
import { Icon } from '../icons'

export interface Option {
  readonly id: string
  readonly label: string
  /** A sentence that says what it is. */
  readonly text: string
  readonly picture: ReactNode
}

export interface OptionsProps {
  /** What they are, for those who hear the page. */
  readonly label: string
  readonly options: readonly Option[]
  /** Id of the one in force; none of them where it is another value. */
  readonly value: string
  readonly onChoose: (id: string) => void
}

/** Choices with a picture and a sentence each, of which one is in force. */
export function Options({ label, options, value, onChoose }: OptionsProps) {
  return (
    <ul className="options" aria-label={label}>
      {options.map(({ id, label: name, text, picture }) => (
        <li key={id}>
          <button
            type="button"
            className="option"
            aria-pressed={id === value}
            aria-label={name}
            aria-description={text}
            onClick={() => id !== value && onChoose(id)}
          >
            {picture && <span className="option__picture">{picture}</span>}
            <span className="option__words">
              <strong>{name}</strong>
              <small>{text}</small>
            </span>
            {id === value && <Icon name="check" />}
          </button>
        </li>
      ))}
    </ul>
  )
}
