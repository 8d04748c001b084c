/** Option values as the link writes them, and what an option accepts, in words. */
import type { OptionSpec, OptionValue } from '../spec/hyperparameter'
import { listed } from './text'

const withoutPlus = (text: string) => text.replace('e+', 'e')

/**
 * Shortest text that reads back as the same number, without `+` (which means a space in a
 * link). Integers below a million stay in plain digits: 60000, not 6e4.
 */
export function formatNumber(value: number): string {
  const plain = withoutPlus(String(value))
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return plain
  const scientific = withoutPlus(value.toExponential())
  return scientific.length < plain.length ? scientific : plain
}

export function formatValue(value: OptionValue): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'number' ? formatNumber(value) : value
}

/** A `+` after the `e` has become a space by the time it is read. */
const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+ ]?-?\d+)?$/i

/**
 * Reads a value as a link writes it. The result has the right type but is not checked against
 * the option's range; undefined where the text is no such value at all.
 */
export function parseValue(option: OptionSpec, text: string): OptionValue | undefined {
  switch (option.kind) {
    case 'boolean':
      return text === '1' ? true : text === '0' ? false : undefined
    case 'enum':
    case 'text':
      return text
    case 'number':
      if (text === 'none') return null
      return NUMBER.test(text) ? Number(text.replace(' ', '')) : undefined
  }
}

/** What an option accepts, e.g. "a whole number from 1 to 1024, or none". */
export function acceptedValues(option: OptionSpec, trueFalse = '0 or 1'): string {
  switch (option.kind) {
    case 'boolean':
      return trueFalse
    case 'text':
      return option.accepts
    case 'enum':
      return listed(option.values, 'or')
    case 'number': {
      const number = option.integer === true ? 'a whole number' : 'a number'
      const range = `from ${formatNumber(option.min)} to ${formatNumber(option.max)}`
      return `${number} ${range}${option.nullable === true ? ', or none' : ''}`
    }
  }
}
