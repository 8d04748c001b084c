/**
 * A rule that a person typed, as the id of its optimizer: `own1.` and the base64url of its name and
 * its text, compressed. The id is the rule: it travels wherever ids do, in links, files, the
 * browser's database and to the worker, and nothing has to be looked up.
 *
 * fflate is a third of the size of pako, and its functions answer at once, which an id needs;
 * `CompressionStream` answers later.
 */
import { deflateSync, inflateSync } from 'fflate'
import { visible } from '../../spec/visibleText'
import { MAX_CHARACTERS } from '../../rules/textLines'

/** The digit is the version of the form. */
const START = 'own1.'
const ANY_VERSION = /^own\d{1,9}\./

/** Characters of an id, and so what a rule takes of a link. */
export const MAX_OWN_ID = 4096
export const MAX_RULE_NAME = 40

/** A character is at most three bytes. More than these is never unpacked, whatever an id holds. */
const MAX_BYTES = 3 * (MAX_RULE_NAME + 1 + MAX_CHARACTERS)

export interface NamedRule {
  /** What its runs are called. */
  readonly name: string
  readonly text: string
}

/** What is wrong, to follow "The rule cannot be read: ". */
export interface Problem {
  readonly problem: string
  /** Of the text, where it is about one. */
  readonly line?: number
}

export const isOwnRule = (id: string): boolean => ANY_VERSION.test(id)

/** What is wrong with the name of a rule; undefined where nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'it has no name'
  if (name.length > MAX_RULE_NAME) return `its name is longer than ${MAX_RULE_NAME} characters`
  if (name !== name.trim()) return 'its name begins or ends with a space'
  return visible(name) === name ? undefined : 'its name holds characters that cannot be seen'
}

/** A text that looks otherwise than it acts would be no use to whoever reads it before training. */
function textProblem(text: string): Problem | undefined {
  const line = text.split('\n').findIndex((one) => {
    const spaced = one.replaceAll('\t', ' ')
    return visible(spaced) !== spaced
  })
  if (line < 0) return undefined
  return { problem: `line ${line + 1} holds characters that cannot be seen`, line: line + 1 }
}

function problemOf({ name, text }: NamedRule): Problem | undefined {
  const problem = nameProblem(name)
  return problem === undefined ? textProblem(text) : { problem }
}

/** Line ends as `\n`, no spaces at the end of lines, no empty lines before and after. */
const tidyText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/^\n+|\n+$/g, '')

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )

/** The id of a rule; whether the text is a rule at all is not looked at here. */
export function encodeOwnRule(rule: NamedRule): { readonly id: string } | Problem {
  const [name, text] = [rule.name.trim(), tidyText(rule.text)]
  const problem = problemOf({ name, text })
  if (problem) return problem
  const bytes = new TextEncoder().encode(`${name}\n${text}`)
  const id = START + toBase64Url(deflateSync(bytes, { level: 9 }))
  if (id.length <= MAX_OWN_ID) return { id }
  return { problem: `it takes ${id.length} characters in a link, and at most ${MAX_OWN_ID} fit` }
}

/** The bytes of an id; throws where it is damaged. */
function unpack(id: string): Uint8Array {
  // A buffer of its own: fflate writes nothing beyond its end, and none is made larger.
  return inflateSync(fromBase64Url(id.slice(START.length)), { out: new Uint8Array(MAX_BYTES + 1) })
}

/** What an id says; never throws, whatever it is. */
export function decodeOwnRule(id: string): NamedRule | Problem {
  if (!id.startsWith(START)) return { problem: 'a newer version of this page has written it' }
  if (id.length > MAX_OWN_ID) return { problem: `it is longer than ${MAX_OWN_ID} characters` }
  const damaged = { problem: 'its code is damaged' }
  if (!/^[\w-]+$/.test(id.slice(START.length))) return damaged
  let whole: string
  try {
    const bytes = unpack(id)
    if (bytes.length > MAX_BYTES) return { problem: 'unpacked, it is longer than a rule may be' }
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return damaged
  }
  const end = whole.indexOf('\n')
  if (end < 0) return damaged
  const [name, text] = [whole.slice(0, end), whole.slice(end + 1)]
  return problemOf({ name, text }) ?? { name, text }
}
