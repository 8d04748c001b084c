import { useId, useState, type KeyboardEvent } from 'react'
import type { NumberOption } from '../../spec/hyperparameter'
import { stopsOf, stepFrom } from './sliderStops'
import { plainDecimal, readNumber, writeNumber } from './readNumber'

export interface NumberFieldProps {
  readonly option: NumberOption
  readonly value: number | null
  readonly onCommit: (value: number | null) => void
  readonly id: string
  readonly describedBy?: string
}

/** The attributes are typed as numbers, which React would write with an exponent. */
const plain = (value: number) => plainDecimal(value) as unknown as number

/**
 * A number to type. A text field with the role of a spin button rather than `type=number`, which
 * hides what was typed when it is no number, and steps by differences instead of ratios.
 */
export function NumberField({ option, value, onCommit, id, describedBy }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const [rejected, setRejected] = useState<{ value: number | null; problem: string } | null>(null)
  const problemId = useId()
  // It is no longer of interest once the value has been changed in another way.
  const problem = rejected?.value === value ? rejected.problem : null

  const commit = () => {
    if (draft === null) return
    // An emptied field is a change of mind, not a value.
    if (draft.trim() === '') return setDraft(null)
    const reading = readNumber(option, draft)
    setDraft(null)
    setRejected(reading.ok ? null : { value, problem: reading.problem })
    if (reading.ok && reading.value !== value) onCommit(reading.value)
  }
  const move = (by: number) => {
    const reading = readNumber(option, draft ?? '')
    const from = draft !== null && reading.ok ? reading.value : value
    if (from === null) return
    setDraft(null)
    setRejected(null)
    onCommit(stepFrom(stopsOf(option), from, by))
  }
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
    const by = moves[event.key]
    if (event.key === 'Enter') commit()
    else if (event.key === 'Escape') setDraft(null)
    else if (by !== undefined) move(by)
    if (by !== undefined) event.preventDefault()
  }

  return (
    <>
      <input
        id={id}
        className="number"
        type="text"
        inputMode={option.integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        role="spinbutton"
        aria-valuemin={plain(option.min)}
        aria-valuemax={plain(option.max)}
        aria-valuenow={value === null ? undefined : plain(value)}
        aria-valuetext={value === null ? 'no limit' : writeNumber(value)}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? describedBy : `${problemId} ${describedBy ?? ''}`}
        placeholder={option.nullable ? 'none' : undefined}
        value={draft ?? (value === null ? '' : writeNumber(value))}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={press}
      />
      {problem !== null && (
        <p id={problemId} className="field__problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
