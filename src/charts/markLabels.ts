/** Where the words of marks go, so that they do not lie on each other. */
import { toPixelX, type PlotArea } from './scale'
import { textWidth } from './textWidth'
import type { ChartMark, Domain } from './types'

export interface PlacedMark {
  readonly mark: ChartMark
  /** Its words, as many as have room; none where none have. */
  readonly text: string
  readonly x: number
  /** Row of its label from the top; null where there was no room for it. */
  readonly row: number | null
  /** The label ends at the line instead of starting there. */
  readonly before: boolean
  /** Of the label's base line. */
  readonly textX: number
  readonly textY: number
}

const ROWS = 3
export const MARK_FONT = 11.5
/** Bold letters are wider. */
const widthOf = (words: string) => 1.1 * textWidth(words, MARK_FONT)
/** Pixels between two labels of a row, between the line and its label, and from row to row. */
const APART = 8
const GAP = 5
const FIRST_ROW = 12
const ROW = 15

interface Span {
  readonly from: number
  readonly to: number
}

/** Places later marks first: what was changed last is read most. */
export function placeMarks(
  marks: readonly ChartMark[],
  domain: Domain,
  area: PlotArea,
): PlacedMark[] {
  const taken: Span[][] = Array.from({ length: ROWS }, () => [])
  return marks
    .filter((mark) => mark.x >= domain[0] && mark.x <= domain[1])
    .toReversed()
    .map((mark) => {
      const x = toPixelX(mark.x, domain, area)
      const place = placeOf(mark, x, area, taken)
      const textY = area.top + FIRST_ROW + ROW * Math.max(0, place?.row ?? 0)
      if (!place) return { mark, text: '', x, row: null, before: false, textX: x, textY }
      const { text, row, span, before } = place
      taken[row]!.push(span)
      return { mark, text, x, row, before, textX: before ? x - GAP : x + GAP, textY }
    })
}

/** The highest row with room beside the line, for all words or else for fewer. */
function placeOf(
  { label, short }: ChartMark,
  x: number,
  { left, width: plot }: PlotArea,
  taken: readonly (readonly Span[])[],
) {
  for (const text of short === undefined ? [label] : [label, short]) {
    const width = GAP + widthOf(text)
    for (const before of [false, true]) {
      const span = before ? { from: x - width, to: x } : { from: x, to: x + width }
      if (span.from < left || span.to > left + plot) continue
      const row = taken.findIndex((row) =>
        row.every(({ from, to }) => span.to + APART < from || span.from > to + APART),
      )
      if (row >= 0) return { text, row, span, before }
    }
  }
  return null
}
