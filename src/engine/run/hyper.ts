import type { OptionSpec, OptionValue, OptionValues } from '../../spec/hyperparameter'
import { NO_LIMIT } from './sentinels'

/** A numeric hyperparameter as the device holds it: `none` is NO_LIMIT. */
export function deviceNumber(value: OptionValue): number {
  if (value === null) return NO_LIMIT
  if (typeof value !== 'number') throw new TypeError(`${String(value)} is not a number`)
  return value
}

/** Splits values into those that live on the device and those that shape the step. */
export function splitHyper(options: readonly OptionSpec[], values: OptionValues) {
  const numbers: Record<string, number> = {}
  const staticOptions: Record<string, OptionValue> = {}
  for (const { key, kind } of options) {
    if (kind === 'number') numbers[key] = deviceNumber(values[key]!)
    else staticOptions[key] = values[key]!
  }
  return { numbers, staticOptions }
}
