/** `key:value` parts of a link's value, as a run and a person's own data have them. */
import type { OptionSpec, OptionValue } from '../../spec/hyperparameter'
import { quoted } from '../text'
import { tidied } from './arrival'
import type { Notices } from './notices'
import { readOption, refusal } from './paramBag'
import { decodeText, splitPair } from './params'

/** Digits behind a decimal comma are no part of their own: `momentum:0,9`. */
function joinCommas(parts: readonly string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const isFraction = /^\d+(?:e-?\d+)?$/i.test(part) && before && /:-?\d+$/.test(before)
    if (isFraction) joined[joined.length - 1] = `${before},${part}`
    else joined.push(part)
  }
  return joined
}

/** The parts as a map; the first value of a key counts. */
export function readPairs(
  parts: readonly string[],
  where: string,
  notices: Notices,
): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const part of joinCommas(parts)) {
    const split = splitPair(part)
    const pair = split && { ...split, key: tidied(split.key) }
    if (pair === undefined && tidied(decodeText(part)) === '') continue
    if (pair === undefined) {
      notices.add(
        `${where}${quoted(decodeText(part))} is not of the form key:value; it is ignored.`,
      )
    } else if (pairs.has(pair.key)) {
      notices.add(`${where}${quoted(pair.key)} appears more than once; the first value is used.`)
    } else {
      pairs.set(pair.key, pair.value)
    }
  }
  return pairs
}

/** Values of these options; what is left out or wrong has its default. Takes them off the map. */
export function takePairs(
  options: readonly OptionSpec[],
  pairs: Map<string, string>,
  where: string,
  notices: Notices,
): Record<string, OptionValue> {
  const values = new Map<string, OptionValue>()
  for (const option of options) {
    const text = pairs.get(option.key)
    const value = text === undefined ? option.default : readOption(option, text)
    if (value === undefined) notices.add(refusal(option, text ?? '', option.default, where))
    values.set(option.key, value === undefined ? option.default : value)
    pairs.delete(option.key)
  }
  return Object.fromEntries(values)
}
