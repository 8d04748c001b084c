/**
 * What a control, a link key and a slider need to know about one value.
 * Optimizers, models and data sets all describe their options in this form.
 */

/** A value an option can hold. `null` is the link's `none`: the limit is switched off. */
export type OptionValue = number | boolean | string | null

export interface NumberOption {
  readonly kind: 'number'
  readonly key: string
  /** Value that a link of the current version means when the key is left out. */
  readonly default: number | null
  /** Smallest and largest accepted value, both included. */
  readonly min: number
  readonly max: number
  /** Range of the slider where it is narrower than what the field accepts. */
  readonly slider?: { readonly min: number; readonly max: number }
  readonly scale: 'log' | 'linear'
  readonly integer?: boolean
  /** May be `none` (no limit). */
  readonly nullable?: boolean
  readonly help: string
}

export interface BooleanOption {
  readonly kind: 'boolean'
  readonly key: string
  readonly default: boolean
  readonly help: string
}

export interface EnumOption {
  readonly kind: 'enum'
  readonly key: string
  readonly default: string
  readonly values: readonly string[]
  readonly help: string
}

/** Text that no control changes, such as a check-sum. */
export interface TextOption {
  readonly kind: 'text'
  readonly key: string
  readonly default: string
  /** What the whole of it has to match. */
  readonly pattern: RegExp
  /** The same in words, for a sentence. */
  readonly accepts: string
  readonly help: string
}

export type OptionSpec = NumberOption | BooleanOption | EnumOption | TextOption

/** Option values by key. */
export type OptionValues = Readonly<Record<string, OptionValue>>

/** The values that options have when nothing is said. */
export function defaultValues(options: readonly OptionSpec[]): Record<string, OptionValue> {
  return Object.fromEntries(options.map((option) => [option.key, option.default]))
}

/** Number stored under `key`; `none` becomes Infinity. Throws on a value of another kind. */
export function numberOf(values: OptionValues, key: string): number {
  const value = values[key]
  if (value === null) return Infinity
  if (typeof value !== 'number') throw new TypeError(`option "${key}" is not a number`)
  return value
}
