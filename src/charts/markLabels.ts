/** Where the words of marks go, so that they do not lie on each other. */
import { toPixelX, type PlotArea } from './scale'
import type { ChartMark, Domain } from './types'

export interface PlacedMark {
  readonly mark: ChartMark
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
/** Width of a character of the label font, on the safe side. */
const CHARACTER = 6.4
const PADDING = 12
/** Pixels between the line and its label, and from row to row. */
const GAP = 5
const FIRST_ROW = 12
const ROW = 15

/** Places later marks first: what was changed last is read most. */
export function placeMarks(
  marks: readonly ChartMark[],
  domain: Domain,
  area: PlotArea,
): PlacedMark[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: ROWS }, () => [])
  const right = area.left + area.width
  return marks
    .filter((mark) => mark.x >= domain[0] && mark.x <= domain[1])
    .toReversed()
    .map((mark) => {
      const x = toPixelX(mark.x, domain, area)
      const width = mark.label.length * CHARACTER + PADDING
      const before = x + width > right && x - width >= area.left
      const from = before ? x - width : x
      const row = taken.findIndex((row) => row.every((t) => from + width < t.from || from > t.to))
      const textX = before ? x - GAP : x + GAP
      const textY = area.top + FIRST_ROW + ROW * Math.max(0, row)
      if (row < 0) return { mark, x, row: null, before, textX, textY }
      taken[row]!.push({ from, to: from + width })
      return { mark, x, row, before, textX, textY }
    })
}
