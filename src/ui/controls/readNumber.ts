/** What a person typed into a number field. */
import type { NumberOption } from '../../spec/hyperparameter'
import { typedNumber } from './typedNumber'

export type Reading =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly problem: string }

/** Short and complete: 60,000, 0.2, 1e-8. */
export function writeNumber(value: number): string {
  const size = Math.abs(value)
  if (value !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential().replace('e+', 'e')
  return String(value)
}

/** Made once: `toLocaleString` with options makes one at every call, which takes far longer. */
const plain = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 })

/** Without an exponent, as attributes of assistive technology want it: 0.00000001. */
export function plainDecimal(value: number): string {
  return plain.format(value)
}

/** "a whole number from 1 to 1024" */
function limits(option: NumberOption): string {
  const kind = option.integer ? 'a whole number' : 'a number'
  const none = option.nullable ? ', or “none” for no limit' : ''
  return `${kind} from ${writeNumber(option.min)} to ${writeNumber(option.max)}${none}`
}

/** What was typed, for use within a sentence: one line, not too long. */
const inQuotes = (text: string) => `“${text.length > 20 ? `${text.slice(0, 20)}…` : text}”`

/**
 * Reads a number in the option's range. The problem says in whole sentences what was read and
 * what is allowed.
 */
export function readNumber(option: NumberOption, text: string): Reading {
  const trimmed = text.trim()
  const typed = typedNumber(trimmed, option.integer === true)
  if (typed.kind === 'none' && option.nullable) return { ok: true, value: null }
  const allowed = `${option.key} has to be ${limits(option)}.`
  const refuse = (about: string): Reading => ({ ok: false, problem: `${about} ${allowed}` })
  if (typed.kind === 'none') return refuse(`${inQuotes(trimmed)} was not taken over.`)
  if (typed.kind === 'refused') {
    return refuse(`${inQuotes(trimmed)} was not taken over. ${typed.why}`)
  }
  const { value } = typed
  const fits =
    value >= option.min && value <= option.max && (!option.integer || Number.isInteger(value))
  if (fits) return { ok: true, value }
  const read = writeNumber(value)
  return refuse(
    read === trimmed
      ? `${inQuotes(trimmed)} was not taken over.`
      : `${inQuotes(trimmed)} was read as ${read} and not taken over.`,
  )
}
