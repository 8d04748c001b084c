/** Free text that strangers may have written: titles, names of runs, values in notices. */
import { MAX_NAME } from './limits'

/** Control characters, and those that turn the reading direction of what follows. */
// eslint-disable-next-line no-control-regex
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** The first `length` code points; none is cut in two. */
const cut = (text: string, length: number) =>
  text.length <= length
    ? text
    : Array.from(text.slice(0, 2 * length))
        .slice(0, length)
        .join('')

/** A name as an experiment may hold it: well-formed, one line, at most 80 characters. */
export function cleanName(text: string): string {
  return cut(text.toWellFormed().replace(UNWANTED, ' '), MAX_NAME)
}

/** A value for use inside a sentence: in quotes, one line, at most 40 characters. */
export function quoted(text: string): string {
  const clean = text.toWellFormed().replace(UNWANTED, ' ')
  const short = cut(clean, 40)
  return `"${short}${short === clean ? '' : '...'}"`
}

/**
 * Characters that would not be seen, or would turn what stands around them: controls, line breaks,
 * marks of direction, halves of a pair. The two joiners belong to words of some languages.
 */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** A name from outside for use in a sentence: hidden characters as `\u{202e}`, not too long. */
export function visibleText(text: string, most = MAX_NAME): string {
  const start = cut(text, most)
  const visible = start.replace(
    HIDDEN,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  )
  const short = cut(visible, most)
  return start === text && short === visible ? short : `${short}...`
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], joint = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}
