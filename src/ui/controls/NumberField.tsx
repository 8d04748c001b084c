import { useId, useState, type KeyboardEvent } from 'react'
import type { NumberOption } from '../../spec/hyperparameter'
import { stepFrom, stopsOf } from './sliderStops'
import { plainDecimal, readNumber, writeNumber, type Reading } from './readNumber'

export interface NumberFieldProps {
  readonly option: NumberOption
  readonly value: number | null
  readonly onCommit: (value: number | null) => void
  readonly id: string
  readonly describedBy?: string
  /** Why a number of the option's range cannot be, as sentences; undefined where it can. */
  readonly refuse?: (value: number | null) => string | undefined
}

/** The attributes are typed as numbers, which React would write with an exponent. */
const plain = (value: number) => plainDecimal(value) as unknown as number

interface Draft {
  readonly text: string
  /** Why the text was refused; null while it is being typed. */
  readonly problem: string | null
  /** The value that was in force when the text was refused. */
  readonly value: number | null
}

const MOVES = new Map([
  ['ArrowUp', 1],
  ['ArrowDown', -1],
  ['PageUp', 10],
  ['PageDown', -10],
])

/**
 * A number to type. A text field with the role of a spin button rather than `type=number`, which
 * hides what was typed when it is no number, and steps by differences instead of ratios.
 *
 * A text that is refused stays in the field, with the reason below it, until it is corrected,
 * taken back with Escape, or the value is changed in another way. The value in force stays.
 */
export function NumberField(props: NumberFieldProps) {
  const { option, value, onCommit, id, describedBy, refuse } = props
  const [kept, setDraft] = useState<Draft | null>(null)
  const problemId = useId()
  const isOutdated = kept !== null && kept.problem !== null && kept.value !== value
  const draft = isOutdated ? null : kept
  const problem = draft?.problem ?? null

  const read = (text: string): Reading => {
    const reading = readNumber(option, text)
    const against = reading.ok ? refuse?.(reading.value) : undefined
    return against === undefined ? reading : { ok: false, problem: against }
  }
  const reject = (text: string, why: string) => {
    const still = value === null ? 'none' : writeNumber(value)
    setDraft({ text, problem: `${why} It is still ${still}.`, value })
  }
  const commit = () => {
    // An emptied field is a change of mind, not a value.
    if (draft === null || draft.text.trim() === '') return setDraft(null)
    const reading = read(draft.text)
    if (!reading.ok) return reject(draft.text, reading.problem)
    setDraft(null)
    if (reading.value !== value) onCommit(reading.value)
  }
  const move = (by: number) => {
    const isTyped = draft !== null && draft.text.trim() !== ''
    const reading: Reading = isTyped ? read(draft.text) : { ok: true, value }
    if (!reading.ok) return reject(draft!.text, reading.problem)
    if (reading.value === null) return
    const next = stepFrom(stopsOf(option), reading.value, by)
    const against = refuse?.(next)
    if (against !== undefined) return reject(writeNumber(next), against)
    setDraft(null)
    if (next !== value) onCommit(next)
  }
  const press = (event: KeyboardEvent) => {
    const by = MOVES.get(event.key)
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
        value={draft?.text ?? (value === null ? '' : writeNumber(value))}
        onChange={(event) => setDraft({ text: event.target.value, problem: null, value })}
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
