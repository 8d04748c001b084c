/**
 * A link's text as a list of keys with values. `,` and `:` separate the parts of a value when
 * they are written literally; inside a name they are percent-encoded. Hence values stay as
 * written (`raw`) until they have been taken apart.
 */
import { MAX_LINK } from '../limits'
import { knownKey } from '../linkKeys'
import { asSent, isTracker } from './arrival'

export interface LinkParam {
  /** Decoded. */
  readonly key: string
  /** Still percent-encoded. */
  readonly raw: string
}

/** `URLSearchParams` decoding of one piece: `+` is a space, broken escapes stay as they are. */
export function decodeText(raw: string): string {
  return new URLSearchParams(`v=${raw}`).get('v') ?? ''
}

/** Percent-encodes everything but letters, digits and `-_.~`. Also safe in prose and Markdown. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The same, with `,` and `:` left readable: for values that are not taken apart. */
export function encodeLoose(text: string): string {
  return encodeText(text).replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** `key=value`. A key is known also where it was broken in two by a `=`, as mails do. */
function splitPiece(piece: string): LinkParam {
  const equals = piece.indexOf('=')
  if (equals < 0) return { key: decodeText(piece), raw: '' }
  const [key, raw] = [decodeText(piece.slice(0, equals)), piece.slice(equals + 1)]
  const second = raw.indexOf('=')
  if (second < 0 || knownKey(key) !== undefined) return { key, raw }
  const joined = knownKey(key + decodeText(raw.slice(0, second)))
  return joined === undefined ? { key, raw } : { key: joined, raw: raw.slice(second + 1) }
}

/**
 * The parameters of a link, with or without the leading `#`. Of an overlong one, those that
 * end within the limit; `cut` says so.
 */
export function splitLink(hash: string): { params: LinkParam[]; cut: boolean } {
  const link = asSent(hash)
  const cut = link.length > MAX_LINK
  const text = cut ? link.slice(0, link.lastIndexOf('&', MAX_LINK) + 1) : link
  const params = text
    .split('&')
    .filter((piece) => piece !== '')
    .map(splitPiece)
    .filter(({ key }) => !isTracker(key))
    .map(({ key, raw }) => ({ key: knownKey(key) ?? key, raw }))
  return { params, cut }
}

/**
 * The parts of a value, still encoded. A link that was encoded on its way, commas included and
 * perhaps more than once, is decoded first.
 */
export function splitList(raw: string): string[] {
  if (raw.includes(',')) return raw.split(',')
  const depth = /%((?:25){0,8})(?:2c|3a)/i.exec(raw)?.[1]?.length ?? 0
  const once = raw.replace(new RegExp(`%(?:25){${depth / 2}}`, 'g'), '%')
  const parts = once.split(/%2c/i)
  // What was encoded within a name has then been encoded twice.
  return parts.length > 1 ? parts.map((part) => part.replace(/%25(?=[\da-f]{2})/gi, '%')) : parts
}

/** `key:value`, decoded; the first `:` counts. Undefined where there is none. */
export function splitPair(part: string): { key: string; value: string } | undefined {
  const match = /:/.exec(part) ?? /%3a/i.exec(part)
  if (match === null) return undefined
  return {
    key: decodeText(part.slice(0, match.index)),
    value: decodeText(part.slice(match.index + match[0].length)),
  }
}

/** `key=value` as it stands in a link; `raw` is encoded already. */
export const formatParam = ({ key, raw }: LinkParam) => `${encodeLoose(key)}=${raw}`
