/**
 * A link as it arrives. On the way through mails, chats and other pages it is encoded once more,
 * wrapped over lines, put in brackets or quotes, and gets parameters of others behind it.
 *
 * Everything that is taken away here is something that `encodeLink` never writes: it leaves
 * only letters, digits and `-_.~,:=&%` as they are, and ends with none of `.,:`. Hence a link that
 * arrived whole is not changed.
 */

/** Marks of direction, soft hyphens and characters without a width, which are copied unseen. */
const INVISIBLE =
  /\u034f|\ufe0f|\u200d|[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** The last sign of a link, where it could be one of the text behind it, percent-encoded. */
export const protectEnd = (link: string): string =>
  link.replace(/[.,:]$/, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** Rounds of percent-encoding that are undone. */
const MOST_ROUNDS = 5

/** Values longer than this are names or nonsense. */
const LONGEST = 200

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%[2-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
  }
}

/** Encoded as a whole: there is no `=` but an encoded one, or `&` is encoded behind the version. */
const isWrapped = (text: string) =>
  (!text.includes('=') && /%(?:25)*3d/i.test(text)) || /^\W*v=\d{1,6}%(?:25)*26/i.test(text)

function unwrapped(text: string): string {
  let plain = text
  for (let round = 0; round < MOST_ROUNDS && isWrapped(plain); round++) plain = decodeOnce(plain)
  return plain
}

/** Where a whole address stands behind the `#`, or another `#`: what comes after the last one. */
function afterHash(text: string): string {
  const at = Math.max(...['#v=', '#?v=', '#/v=', '#!v='].map((begin) => text.lastIndexOf(begin)))
  return text.slice(at + 1)
}

/** Mails encode `=` as `=3D`, and break lines behind a lone `=`. */
function withoutMailEncoding(text: string): string {
  if (!/(?:^\W*|&)v=3D\d/i.test(text)) return text
  return text.replace(/=\s*(?!3D)/gi, '').replace(/=3D/gi, '=')
}

/** One `key=value`, without line breaks. */
function withoutBreaks(piece: string): string {
  if (!/[\r\n]/.test(piece)) return piece
  // A lone `=` at the end of a line is a break, unless it is the only one.
  const soft = /=\r?\n/g
  const signs = piece.split('=').length - 1
  const joined = signs > 1 ? piece.replace(soft, '') : piece
  return joined.replace(/[\r\n]+[>\s]*/g, '')
}

/** `&amp;` is `&`; other characters of HTML do not belong to a link. */
const withoutEntities = (text: string) =>
  text
    .replace(/&(?:(?:amp|#38|#x26);)+/gi, '&')
    .replace(/&(?:equals|#61|#x3d);/gi, '=')
    .replace(/&(?:quot|gt|lt|apos|nbsp|[lr]squo|[lr]dquo|shy|zwnj|#\d{1,6}|#x[0-9a-f]{1,5});/gi, '')

const OPENERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['"', '"'],
  ["'", "'"],
])

/** Marks of the text around the link, behind its last value. Dots may say that it was cut short. */
function withoutClosers(text: string): string {
  const last = text.slice(text.lastIndexOf('&') + 1)
  if (/(?:…|\.\.)\W*$/.test(last.slice(-9))) return text
  let end = last.length
  while (end > 0 && /[)\]}>"'*”’»,.:;!?]/.test(last[end - 1]!)) {
    const sign = last[end - 1]!
    // One that is opened within a name belongs to the name.
    const opener = OPENERS.get(sign)
    if (opener && last.slice(0, end - 1).includes(opener)) break
    end--
  }
  return text.slice(0, text.length - last.length + end)
}

/** Parameters that other sites put behind links, to follow who opens them. */
const TRACKER =
  /^(?:utm_[a-z_]{1,30}|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hsenc|_hsmi)$/i

export const isTracker = (key: string): boolean => TRACKER.test(key)

/** They may begin as a query of their own, `?utm_source=...`. */
const withTrackersApart = (text: string) =>
  text.replace(/[?;]([a-z_]{4,35})=/gi, (whole, key: string) =>
    isTracker(key) ? `&${key}=` : whole,
  )

/** The text behind `#` as it was sent. */
export function asSent(hash: string): string {
  const text = afterHash(unwrapped(hash.startsWith('#') ? hash.slice(1) : hash))
  if (/^(?:[\w\-.~,:=&%]*[\w\-~=&%])?$/.test(text)) return withoutMailEncoding(text)
  const seen = text.replace(INVISIBLE, '')
  const pieces = withoutEntities(withoutMailEncoding(seen)).split('&').map(withoutBreaks)
  return withoutClosers(withTrackersApart(pieces.join('&')))
}

/**
 * A key, an id or a number without what cannot belong to it: characters that are not seen,
 * percent-encoding, and marks of the text around the link. What was cut short by dots stays.
 */
export function tidied(text: string): string {
  if (text.length > LONGEST) return text
  let plain = text
  for (let round = 0; round < MOST_ROUNDS && /%[0-9a-f]{2}/i.test(plain); round++)
    plain = decodeOnce(plain)
  plain = plain.replace(INVISIBLE, '').replace(/=/g, '')
  if (/(?:…|\.\.)\W*$/.test(plain)) return plain
  return plain.replace(/^[\s<({["'*?/!“”„‘’«»]+/, '').replace(/[\s>)}\]"'*“”‘’«»,;:!?.|\\]+$/, '')
}

/** The same for a number: a minus or a dash of typesetting is a minus. */
export const tidiedNumber = (text: string): string =>
  tidied(text.replace(/[\u2010-\u2015\u2212]/g, '-'))
