import { arrowTarget } from '../keyboard/arrowTarget'

export interface Place {
  readonly left: number
  readonly top: number
}

/** Rows may differ by what a browser rounds. */
const SAME = 2

/**
 * Where a key leads among things that stand in rows: on and back by the arrows to the sides, to the
 * nearest in the next row by those up and down, and to the ends. Undefined for any other key.
 * @param at the place that has the focus, from 0; -1 for none
 */
export function gridTarget(key: string, at: number, places: readonly Place[]): number | undefined {
  const from = places[at]
  if (!from || (key !== 'ArrowDown' && key !== 'ArrowUp'))
    return arrowTarget(key, at, places.length, 'row')
  const sign = key === 'ArrowDown' ? 1 : -1
  const distances = places.map(({ left, top }) => ({
    rows: sign * (top - from.top),
    columns: Math.abs(left - from.left),
  }))
  const ahead = distances.filter(({ rows }) => rows > SAME)
  const next = Math.min(...ahead.map(({ rows }) => rows))
  const row = ahead.filter(({ rows }) => rows <= next + SAME)
  const nearest = Math.min(...row.map(({ columns }) => columns))
  const target = row.find(({ columns }) => columns === nearest)
  return target ? distances.indexOf(target) : at
}
