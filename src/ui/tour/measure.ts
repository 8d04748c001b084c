/** Numbers of a run in training, and what is called more, less and alike. Pure. */
import { formatTick } from '../../charts/format'
import { medianOf as medianOfSorted } from '../../state/seeds/seedSpread'

/** Shares of the steps that differ by less are about the same. */
const SHARE = 0.02
/** Step sizes and losses of which the larger is at most so many times the smaller are, too. */
const RATIO = 1.2

export type Trend = 'rises' | 'falls' | 'stays'

const finite = (values: Float32Array) => values.filter(Number.isFinite)

export function meanOf(values: Float32Array): number {
  const known = finite(values)
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length
}

export const medianOf = (values: Float32Array): number => medianOfSorted(finite(values).sort())

export const firstQuarter = (values: Float32Array): Float32Array =>
  values.subarray(0, Math.floor(values.length / 4))

export const lastQuarter = (values: Float32Array): Float32Array =>
  values.subarray(values.length - Math.floor(values.length / 4))

/** How a share of the steps, 0 to 1, has moved; null where one of them is unknown. */
export function trendOfShare(before: number, after: number): Trend | null {
  if (Number.isNaN(before) || Number.isNaN(after)) return null
  if (Math.abs(after - before) < SHARE) return 'stays'
  return after > before ? 'rises' : 'falls'
}

/** How a size above 0 has moved; null where one of them is unknown. */
export function trendOfSize(before: number, after: number): Trend | null {
  if (!(before > 0) || !(after > 0)) return null
  if (after > before * RATIO) return 'rises'
  return after < before / RATIO ? 'falls' : 'stays'
}

/**
 * The largest difference of two curves at one step, as a share of the larger; NaN where one of them
 * has no number there, or no step.
 */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  const length = Math.min(a.length, b.length)
  let largest = length === 0 ? NaN : 0
  for (let i = 0; i < length; i++) {
    const larger = Math.max(Math.abs(a[i]!), Math.abs(b[i]!))
    largest = Math.max(largest, larger === 0 ? 0 : Math.abs(a[i]! - b[i]!) / larger)
  }
  return largest
}

/** Places of the values that lie together: none is more than `ratio` times the smallest of its group. */
export function alike(values: readonly number[], ratio: number): number[][] {
  const order = values
    .map((value, place) => ({ value: Number.isNaN(value) ? Infinity : value, place }))
    .sort((a, b) => a.value - b.value)
  const groups: { least: number; places: number[] }[] = []
  for (const { value, place } of order) {
    const group = groups.at(-1)
    // What diverged is like nothing else.
    if (group && Number.isFinite(value) && value <= group.least * ratio) group.places.push(place)
    else groups.push({ least: value, places: [place] })
  }
  return groups.map(({ places }) => places.sort((a, b) => a - b))
}

/** A number in a sentence: three digits. */
export const inWords = (value: number): string =>
  Number.isNaN(value) ? 'no number' : formatTick(Number(value.toPrecision(3)))
