/** Places in a text, as its field counts them. */
import type { Place } from '../../rules/types'

const LINE_END = /\r\n|\r|\n/g

/** Index of a place; that of the end of its line where the line is shorter. */
export function indexOf(text: string, { line, column }: Place): number {
  const starts = [0, ...Array.from(text.matchAll(LINE_END), (end) => end.index + end[0].length)]
  const start = starts[Math.min(line, starts.length) - 1]!
  const length = text.slice(start).search(/[\r\n]|$/)
  return start + Math.min(column - 1, length)
}

/** End of the word that begins at a place, to select it; one character where there is none. */
export function wordEnd(text: string, index: number): number {
  const word = /^[\w.]+/.exec(text.slice(index))?.[0]
  return Math.min(text.length, index + (word?.length ?? 1))
}

export const lineCount = (text: string): number => (text.match(LINE_END)?.length ?? 0) + 1
