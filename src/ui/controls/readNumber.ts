/** What a person typed into a number field. */
import type { NumberOption } from '../../spec/hyperparameter'

export type Reading =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly problem: string }

/** 10,000 or 1,234,567: commas between groups of three. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

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

function limits(option: NumberOption): string {
  const kind = option.integer ? 'a whole number' : 'a number'
  const none = option.nullable ? ', or “none” for no limit' : ''
  return `${kind} from ${writeNumber(option.min)} to ${writeNumber(option.max)}${none}`
}

/** Reads a number in the option's range; the problem is a sentence that says what is allowed. */
export function readNumber(option: NumberOption, text: string): Reading {
  const trimmed = text.trim()
  if (option.nullable && /^(none|no limit)$/i.test(trimmed)) return { ok: true, value: null }
  const plain = GROUPED.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed
  const value = NUMBER.test(plain) ? Number(plain) : NaN
  const fits =
    value >= option.min && value <= option.max && (!option.integer || Number.isInteger(value))
  if (fits) return { ok: true, value }
  const shown = trimmed.length > 20 ? `${trimmed.slice(0, 20)}…` : trimmed
  return {
    ok: false,
    problem: `“${shown}” was not taken over. ${option.key} has to be ${limits(option)}.`,
  }
}
