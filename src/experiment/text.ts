/** Free text that strangers may have written: titles, names of runs, values in notices. */
import { visible } from '../spec/visibleText'
import { MAX_NAME } from './limits'

export { listed } from '../spec/listed'

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

/** A value for use inside a sentence: in quotes, one line, at most 40 characters, all visible. */
export function quoted(text: string): string {
  const clean = visible(text)
  const short = cut(clean, 40)
  return `"${short}${short === clean ? '' : '...'}"`
}

/** A name from outside for use in a sentence: one line, all visible, at most `most` characters. */
export function visibleText(text: string, most = MAX_NAME): string {
  const start = cut(text, most)
  const clean = visible(start)
  const short = cut(clean, most)
  return start === text && short === clean ? short : `${short}...`
}
