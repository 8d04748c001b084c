/** A map of a sweep as a value: what its cells say, and their colours. Pure. */
import { formatCount, formatShare, formatValue } from '../../charts/format'
import type { SWEEP_SHOWN } from '../../experiment/viewKeys'
import { failedOf, type Spread, type SweepSpread } from '../../state/sweep/sweepSpread'

export type Shown = (typeof SWEEP_SHOWN)[number]

/** From bad to good: the same in light and dark themes, and for people who see few colours. */
const STOPS = [
  [0x44, 0x01, 0x54],
  [0x3b, 0x52, 0x8b],
  [0x21, 0x91, 0x8c],
  [0x5e, 0xc9, 0x62],
  [0xfd, 0xe7, 0x25],
] as const

/** Of a cell without a number. */
const LOST_COLOR = '#5a5a5a'

/** A colour of the scale; 0 is bad, 1 good. */
export function colorAt(share: number): readonly [number, number, number] {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1)
  const i = Math.min(STOPS.length - 2, Math.floor(place))
  const mix = (part: 0 | 1 | 2) =>
    Math.round(STOPS[i]![part] + (place - i) * (STOPS[i + 1]![part] - STOPS[i]![part]))
  return [mix(0), mix(1), mix(2)]
}

export const hex = (color: readonly number[]): string =>
  `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`

/** Text that can be read on a colour. */
export function inkOn(color: readonly number[]): string {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  // Above, black has more contrast than white.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff'
}

export interface MapScale {
  readonly shown: Shown
  readonly low: number
  readonly high: number
}

const COLUMNS = { accuracy: 'testAccuracy', loss: 'trainLoss', steps: 'stepsToTarget' } as const

export const spreadOf = (at: SweepSpread | undefined, shown: Shown): Spread | null =>
  at?.[COLUMNS[shown]] ?? null

/** The ends of the colour scale: the medians of all maps; null where there is none. */
export function scaleOf(spreads: readonly SweepSpread[], shown: Shown): MapScale | null {
  const values = spreads.flatMap((at) => spreadOf(at, shown)?.median ?? [])
  if (values.length === 0) return null
  return { shown, low: Math.min(...values), high: Math.max(...values) }
}

/** Where a value is between bad and good. */
export function goodness({ shown, low, high }: MapScale, value: number): number {
  if (high === low) return shown === 'accuracy' ? 1 : 0.5
  const isLog = shown === 'loss' && low > 0
  const at = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  return shown === 'accuracy' ? at : 1 - at
}

const BY_SHOWN = {
  accuracy: { name: 'test accuracy', format: formatShare },
  loss: { name: 'training loss', format: formatValue },
  steps: { name: 'steps to the target', format: formatCount },
} as const

export const shownName = (shown: Shown): string => BY_SHOWN[shown].name
export const shownValue = (shown: Shown, value: number): string => BY_SHOWN[shown].format(value)

/** In a cell: no unit, few digits. */
function shortValue(shown: Shown, value: number): string {
  if (shown === 'accuracy') return (100 * value).toFixed(1)
  if (shown === 'steps') return formatCount(value)
  return value < 0.001 ? value.toExponential(0) : String(Number(value.toPrecision(2)))
}

export interface MapCell {
  readonly x: number
  readonly y: number
  /** Not trained yet; in training; with a number; without one, because too many seeds failed. */
  readonly state: 'none' | 'training' | 'done' | 'lost'
  /** In the cell. */
  readonly text: string
  /** Below, in small; empty where none failed. */
  readonly failed: string
  readonly color: string | null
  readonly ink: string | null
  readonly isGood: boolean
  /** Everything about it, in words. */
  readonly words: string
}

export interface MapOf {
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  readonly scale: MapScale | null
  readonly shown: Shown
  readonly good: ReadonlySet<SweepSpread>
  readonly isTraining: (x: number, y: number) => boolean
}

function cellWords(at: SweepSpread, shown: Shown): string {
  const spread = spreadOf(at, shown)
  const name = shownName(shown)
  const failed = failedOf(at) > 0 ? `, ${failedOf(at)} of ${at.tried} failed` : ''
  const none = shown === 'steps' ? 'target not reached' : 'diverged'
  if (!spread) return `${none}${failed}`
  const value = `${name} ${shownValue(shown, spread.median)}`
  const range =
    spread.low < spread.high
      ? ` (${shownValue(shown, spread.low)} to ${shownValue(shown, spread.high)})`
      : ''
  return `${value}${range}${at.tried > 1 ? `, median of ${at.tried} seeds` : ''}${failed}`
}

function cellOf(at: SweepSpread | undefined, x: number, y: number, map: MapOf): MapCell {
  const { shown, scale, good, isTraining } = map
  const place = { x, y, isGood: at !== undefined && good.has(at) }
  if (!at) {
    const isNow = isTraining(x, y)
    return {
      ...{ ...place, failed: '', color: null, ink: null },
      ...(isNow
        ? { state: 'training', text: '…', words: 'in training' }
        : { state: 'none', text: '', words: 'not trained yet' }),
    }
  }
  const failed = failedOf(at) > 0 ? `× ${failedOf(at)} of ${at.tried}` : ''
  const words = cellWords(at, shown) + (place.isGood ? ', good' : '')
  const spread = spreadOf(at, shown)
  if (!spread || !scale) {
    const text = shown === 'steps' ? '–' : '×'
    return { ...place, state: 'lost', text, failed, color: LOST_COLOR, ink: '#ffffff', words }
  }
  const color = colorAt(goodness(scale, spread.median))
  return {
    ...{ ...place, state: 'done', text: shortValue(shown, spread.median), failed, words },
    ...{ color: hex(color), ink: inkOn(color) },
  }
}

/** The cells of one optimizer, row by row, the largest value of the second axis on top. */
export function mapCells(
  spreads: readonly SweepSpread[],
  optimizer: string,
  map: MapOf,
): readonly (readonly MapCell[])[] {
  const placeKey = (x: number, y: number | null) => `${x} ${y}`
  const own = spreads.filter((at) => at.optimizer === optimizer)
  const byPlace = new Map(own.map((at) => [placeKey(at.x, at.y), at]))
  return map.rows
    .toReversed()
    .map((y) => map.columns.map((x) => cellOf(byPlace.get(placeKey(x, y)), x, y, map)))
}

/** "23 of 54 cells are good; best 93.8 % at maxLr 1, noise 0; 4 of 162 trainings failed" */
export function mapText(
  spreads: readonly SweepSpread[],
  optimizer: string,
  good: ReadonlySet<SweepSpread>,
  names: { readonly x: string; readonly y: string },
): string {
  const own = spreads.filter((at) => at.optimizer === optimizer)
  const withNumber = own.filter(({ testAccuracy }) => testAccuracy !== null)
  const tried = own.reduce((sum, at) => sum + at.tried, 0)
  const failed = own.reduce((sum, at) => sum + failedOf(at), 0)
  const lost = `${failed} of ${tried} trainings failed`
  if (withNumber.length === 0) return lost
  const top = withNumber.reduce((a, b) => (b.testAccuracy!.median > a.testAccuracy!.median ? b : a))
  const count = own.filter((at) => good.has(at)).length
  return (
    `${count} of ${own.length} cells are good; best ${formatShare(top.testAccuracy!.median)} at ` +
    `${names.x} ${top.x}, ${names.y} ${top.y}; ${lost}`
  )
}
