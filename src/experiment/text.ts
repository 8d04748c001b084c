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

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], joint = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}
