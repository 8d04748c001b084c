/** Names at the ends of lines, in the margin right of the plot, so that no two touch. */
import { formatTick } from './format'
import { groupBy } from './groupBy'
import type { PlotFrame } from './layout'
import { toPixelY } from './scale'
import { textWidth } from './textWidth'
import type { ChartSeries, Domain, Point } from './types'

const END_FONT = 11.5
/** Bold letters are wider. */
export const endWidth = (text: string) => 1.1 * textWidth(text, END_FONT)
/** Between two base lines, and between the plot and the words. */
const APART = 13
const GAP = 6
/** Of the words' middle, from their base line. */
const MIDDLE = 4
/** The margin without words, and how much of a chart it may take. */
const NARROWEST = 22
const MOST_SHARE = 0.24
/** Room for a value and an arrow after a name. */
const VALUE = ' 0.0001 ↓'

export interface EndLabel {
  readonly id: string
  readonly text: string
  readonly color: string
  /** Right end of the words where they are wider than the margin; their left end otherwise. */
  readonly x: number
  readonly anchor: 'start' | 'end'
  /** Of the base line. */
  readonly y: number
  /** Its line is beyond this edge of the plot. */
  readonly edge: 'above' | 'below' | null
}

/** A number at the end of a name changes; its room does not. */
const NUMBER = / \d\S*$/

/** Width of the margin: it depends on names alone, so that it stands while numbers change. */
export function rightMargin(series: readonly ChartSeries[], width: number): number {
  const widths = series.flatMap(({ endLabel, isFitted }) =>
    endLabel === undefined
      ? []
      : [endWidth(isFitted === false ? endLabel + VALUE : endLabel.replace(NUMBER, ' 0.0000'))],
  )
  const needed = Math.max(0, ...widths) + 2 * GAP
  return Math.round(Math.max(NARROWEST, Math.min(needed, MOST_SHARE * width)))
}

interface Ended {
  readonly one: ChartSeries
  readonly last: number
}

/** @param width of the chart, margins included */
export function placeEndLabels(
  series: readonly ChartSeries[],
  frame: PlotFrame,
  width: number,
): EndLabel[] {
  const { area, yDomain, yScale, xDomain } = frame
  const ended = series.flatMap((one) => {
    const last = one.endLabel === undefined ? undefined : lastVisible(one.points, xDomain)
    return last === undefined ? [] : [{ one, last }]
  })
  const named = [...groupBy(ended, (of) => firstAlike(of, ended, frame))].map(([, members]) => {
    const { one, last } = members[0]!
    const runs = new Set(members.map(({ one }) => one.label)).size
    const edge = edgeOf(last, yDomain)
    const beyond = edge && one.isFitted === false ? edge : null
    const arrow = beyond === 'above' ? '↑' : '↓'
    const value = formatTick(Number(last.toPrecision(3)))
    const name = runs > 1 ? `${runs} runs coincide` : one.endLabel!
    return {
      id: one.id,
      text: beyond ? `${name} ${value} ${arrow}` : name,
      color: runs > 1 ? 'var(--text)' : one.color,
      edge: beyond,
      y:
        edge === 'above'
          ? area.top
          : edge === 'below'
            ? area.top + area.height
            : toPixelY(last, yDomain, yScale, area),
    }
  })
  // Of more than there is room for, the first ones are named.
  const shown = named.slice(0, Math.max(1, Math.floor(area.height / APART)))
  return spread(shown, area.top, area.top + area.height).map((label) => {
    const left = area.left + area.width + GAP
    const isWide = left + endWidth(label.text) > width
    return { ...label, x: isWide ? width - 2 : left, anchor: isWide ? 'end' : 'start' }
  })
}

function lastVisible(points: readonly Point[], [from, to]: Domain): number | undefined {
  return points.findLast(({ x, y }) => y !== null && x >= from && x <= to)?.y ?? undefined
}

const edgeOf = (value: number, [low, high]: Domain): EndLabel['edge'] =>
  value > high ? 'above' : value < low ? 'below' : null

/** Places at which two lines are compared. */
const SAMPLES = 16

/** The first of the lines that look the same as this one: they share their name. */
function firstAlike({ one }: Ended, all: readonly Ended[], frame: PlotFrame): string {
  return all.find((other) => other.one === one || areAlike(other.one, one, frame))!.one.id
}

function areAlike(a: ChartSeries, b: ChartSeries, frame: PlotFrame): boolean {
  if (a.label === b.label || a.part !== b.part || a.points.length !== b.points.length) return false
  const { area, yDomain, yScale } = frame
  const pixelsOf = ({ y }: Point) => (y === null ? null : toPixelY(y, yDomain, yScale, area))
  const count = a.points.length
  for (let k = 0; k <= SAMPLES; k++) {
    const i = Math.round(((count - 1) * k) / SAMPLES)
    const [p, q] = [a.points[i]!, b.points[i]!]
    const [y, z] = [pixelsOf(p), pixelsOf(q)]
    if (p.x !== q.x || (y === null) !== (z === null) || Math.abs((y ?? 0) - (z ?? 0)) > 1)
      return false
  }
  return true
}

/** Moves words apart along the margin, as little as that needs, and keeps them inside. */
function spread<T extends { readonly y: number }>(labels: readonly T[], top: number, end: number) {
  const sorted = labels
    .map((label) => ({ ...label, y: label.y + MIDDLE }))
    .sort((a, b) => a.y - b.y)
  let least = top + 2 * MIDDLE
  for (const label of sorted) {
    label.y = Math.max(label.y, least)
    least = label.y + APART
  }
  let most = end
  for (const label of sorted.toReversed()) {
    label.y = Math.min(label.y, most)
    most = label.y - APART
  }
  return sorted
}
