/**
 * What a control, a link key and a slider need to know about one value.
 * Optimizers, models and data sets all describe their options in this form.
 */

/** A value an option can hold. `null` is the link's `none`: the limit is switched off. */
export type OptionValue = number | boolean | string | null

/** What other values have to be before an option has an effect. */
export interface ActiveWhen {
  /** Pure. */
  readonly test: (values: OptionValues) => boolean
  /** The same in words, to follow "only with". */
  readonly text: string
}

interface AnyOption {
  /** Name in the link, and of the control. */
  readonly key: string
  /** A sentence or two. */
  readonly help: string
  /** Absent where the option always has an effect. */
  readonly activeWhen?: ActiveWhen
}

export interface NumberOption extends AnyOption {
  readonly kind: 'number'
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
}

export interface BooleanOption extends AnyOption {
  readonly kind: 'boolean'
  readonly default: boolean
}

export interface EnumOption extends AnyOption {
  readonly kind: 'enum'
  readonly default: string
  readonly values: readonly string[]
}

/** Text that no control changes, such as a check-sum. */
export interface TextOption extends AnyOption {
  readonly kind: 'text'
  readonly default: string
  /** What the whole of it has to match. */
  readonly pattern: RegExp
  /** The same in words, for a sentence. */
  readonly accepts: string
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

/** For an option that acts only while another one, which is never negative, is not 0. */
export const aboveZero = (key: string): ActiveWhen => ({
  test: (values) => values[key] !== 0,
  text: `${key} above 0`,
})

/** Why an option has no effect beside these values, as a sentence; undefined where it has. */
export function whyInactive(option: OptionSpec, values: OptionValues): string | undefined {
  const { activeWhen } = option
  return activeWhen && !activeWhen.test(values)
    ? `It acts only with ${activeWhen.text}.`
    : undefined
}
