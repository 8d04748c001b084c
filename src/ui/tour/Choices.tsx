import { useId } from 'react'
import type { Scene } from './scene'

export interface ChoicesProps {
  readonly scene: Pick<Scene, 'question' | 'choices'>
  readonly expected: string | undefined
  readonly onChoose: (id: string) => void
}

/** What somebody expects, before it is trained. */
export function Choices({ scene: { question, choices }, expected, onChoose }: ChoicesProps) {
  const name = useId()
  return (
    <fieldset className="tour__choices">
      <legend>{question}</legend>
      {choices.map(({ id, label }) => (
        <label key={id}>
          <input type="radio" name={name} checked={id === expected} onChange={() => onChoose(id)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
