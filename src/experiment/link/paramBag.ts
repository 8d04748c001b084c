import * as v from 'valibot'
import type { OptionSpec, OptionValue } from '../../spec/hyperparameter'
import { optionSchema } from '../optionSchema'
import { acceptedValues, formatValue, parseValue } from '../optionText'
import { quoted } from '../text'
import { tidied, tidiedNumber } from './arrival'
import type { Notices } from './notices'
import { decodeText, type LinkParam } from './params'

function readExactly(option: OptionSpec, text: string): OptionValue | undefined {
  const value = parseValue(option, text)
  if (value === undefined) return undefined
  const parsed = v.safeParse(optionSchema(option), value)
  return parsed.success ? parsed.output : undefined
}

/**
 * A value out of a link, or undefined where the option does not accept it. What came along from
 * the text around the link is passed over.
 */
export function readOption(option: OptionSpec, text: string): OptionValue | undefined {
  const value = readExactly(option, text)
  if (value !== undefined) return value
  const tidy = option.kind === 'number' ? tidiedNumber(text) : tidied(text)
  return tidy === text ? undefined : readExactly(option, tidy)
}

/** What `readOption` did not accept, as a sentence. `used` is the value taken instead. */
export function refusal(option: OptionSpec, text: string, used: OptionValue, where = ''): string {
  return (
    `${where}"${option.key}" cannot be ${quoted(text)}, only ${acceptedValues(option)}; ` +
    `${formatValue(used)} is used instead.`
  )
}

/**
 * The parameters of a link while they are being read. The reader asks for the keys it knows;
 * what nobody asked for is left over.
 */
export class ParamBag {
  readonly #params: readonly LinkParam[]
  readonly #notices: Notices
  readonly #byKey = new Map<string, string[]>()

  constructor(params: readonly LinkParam[], notices: Notices) {
    this.#params = params
    this.#notices = notices
    for (const { key, raw } of params) {
      const values = this.#byKey.get(key)
      if (values === undefined) this.#byKey.set(key, [raw])
      else values.push(raw)
    }
  }

  /** Keys not taken yet, in the order in which they first appear. */
  keys(): string[] {
    return [...this.#byKey.keys()]
  }

  /** The parameters not taken yet, in the order of the link. */
  rest(): LinkParam[] {
    return this.#params.filter(({ key }) => this.#byKey.has(key))
  }

  /** All values of a repeatable key, still encoded. */
  takeAll(key: string): string[] {
    const values = this.#byKey.get(key) ?? []
    this.#byKey.delete(key)
    return values
  }

  /** The value of a key that may appear once, decoded; the first one counts. */
  take(key: string): string | undefined {
    const raw = this.takeRaw(key)
    return raw === undefined ? undefined : decodeText(raw)
  }

  /** The same, still encoded: for a value that is taken apart. */
  takeRaw(key: string): string | undefined {
    const values = this.takeAll(key)
    if (values.length > 1) {
      this.#notices.add(
        `${quoted(key)} appears ${values.length} times in the link; ` +
          `the first value, ${quoted(decodeText(values[0]!))}, is used.`,
      )
    }
    return values[0]
  }

  /** The value of an option, or its default where it is left out or wrong. */
  takeOption(option: OptionSpec): OptionValue {
    const text = this.take(option.key)
    if (text === undefined) return option.default
    const value = readOption(option, text)
    if (value !== undefined) return value
    this.#notices.add(refusal(option, text, option.default))
    return option.default
  }

  takeOptions(options: readonly OptionSpec[]): Record<string, OptionValue> {
    return Object.fromEntries(options.map((option) => [option.key, this.takeOption(option)]))
  }
}
