/**
 * What a chart is made of, in pixels. Lines themselves are in `linePath.ts`.
 */
import { markersOf, markersPath } from './markers'
import {
  extentOf,
  linearTicks,
  niceDomain,
  ticksOf,
  toPixelX,
  toPixelY,
  type PlotArea,
} from './scale'
import type { ChartSeries, Domain, MarkerShape, Point, ShadedRange, YScale } from './types'

export interface PlotFrame {
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
}

const LEFT = 52
const TOP = 8
const BOTTOM = 26

/** Where the plot lies in a box that holds its axes, and names of lines at their ends. */
export const plotArea = (width: number, height: number, right: number): PlotArea => ({
  left: LEFT,
  top: TOP,
  width: Math.max(1, width - LEFT - right),
  height: Math.max(1, height - TOP - BOTTOM),
})

/** Least pixels between two numbers of an axis. */
const X_APART = 75
const Y_APART = 44
const most = (pixels: number, apart: number) => Math.max(2, Math.floor(pixels / apart))

/** Ends of the y axis: fixed ones, or round ones around what is drawn. */
export const yDomainOf = (
  series: readonly ChartSeries[],
  xDomain: Domain,
  yScale: YScale,
  fixed?: Domain,
): Domain => fixed ?? niceDomain(extentOf(series, xDomain, yScale), yScale)

export const xTicksOf = (xDomain: Domain, width: number, isWhole: boolean): number[] =>
  linearTicks(xDomain, most(width, X_APART), isWhole)

export const yTicksOf = (yDomain: Domain, yScale: YScale, height: number): number[] =>
  ticksOf(yDomain, yScale, most(height, Y_APART))

/** How strong a stretch is shaded that it applies to throughout; and bands. */
export const SHADE_OPACITY = 0.16
export const BAND_OPACITY = 0.16
/** Of the range of what a line is the median of: a spike in it is one pixel wide. */
export const RANGE_OPACITY = 0.26

export interface Shade {
  readonly color: string
  readonly opacity: number
  readonly d: string
}

/** Ranges of one colour and strength as one path: cheap however many there are. */
export function shadesOf(
  ranges: readonly ShadedRange[],
  domain: Domain,
  { left, top, width, height }: PlotArea,
): Shade[] {
  const shades = new Map<string, { color: string; opacity: number; d: string }>()
  const area = { left, top, width, height }
  for (const { x0, x1, color, strength } of ranges) {
    const from = Math.max(left, toPixelX(x0, domain, area))
    const to = Math.min(left + width, toPixelX(x1, domain, area))
    if (to <= from) continue
    const d = `M${from.toFixed(2)} ${top}H${to.toFixed(2)}V${top + height}H${from.toFixed(2)}Z`
    const key = `${color} ${strength}`
    const shade = shades.get(key)
    if (shade) shade.d += d
    else shades.set(key, { color, opacity: SHADE_OPACITY * strength, d })
  }
  return [...shades.values()]
}

/** How the line of a series looks. */
export const lineLook = ({ color, width = 2, dash, opacity }: ChartSeries) => ({
  color,
  width,
  dash,
  opacity,
})

/** All markers of one line: a path, however many there are, which a browser updates at once. */
export interface PlacedMarkers {
  readonly id: string
  readonly path: string
  readonly shape: MarkerShape
  readonly color: string
  readonly hollow: boolean
  readonly scale: number
  readonly opacity: number | undefined
}

/** The markers of each series that has some; lines that meet have them at different places. */
export function placeMarkers(
  series: readonly ChartSeries[],
  { area, xDomain, yDomain, yScale }: PlotFrame,
): PlacedMarkers[] {
  return series.flatMap((one, i) => {
    const { id, marker, color, opacity, isFitted, markers } = one
    if (!marker) return []
    const hollow = markers === 'each'
    const scale = hollow ? 0.95 : 0.85
    const places = markersOf(one, xDomain, (i * 0.37) % 1)
      .filter(({ y }) => isOnPlot(y!, yDomain, isFitted === false ? 'linear' : yScale))
      .map((point) => ({
        x: toPixelX(point.x, xDomain, area),
        y: toPixelY(point.y!, yDomain, yScale, area),
      }))
    const path = markersPath(marker, places, scale)
    return [{ id, path, shape: marker, color, hollow, scale, opacity }]
  })
}

/** Markers of a value beyond the ends of the axis would lie outside the plot. */
const isOnPlot = (y: number, [low, high]: Domain, scale: YScale) =>
  y <= high && (y >= low || scale === 'log')

/** Pixels between two marks of what was clamped: each is to be seen as one. */
const CLAMPED_APART = 18

/** Arrows on the floor of a log axis where a series lies below it; empty where it does not. */
export function clampedPath(
  { points, isFitted }: ChartSeries,
  { area, xDomain, yDomain, yScale }: PlotFrame,
): string {
  if (yScale !== 'log' || isFitted === false) return ''
  const floor = area.top + area.height
  return thinned(points, xDomain, yDomain[0], area.width / CLAMPED_APART)
    .map(({ x }) => `M${(toPixelX(x, xDomain, area) - 4).toFixed(1)} ${floor - 5}l4 5l4 -5`)
    .join('')
}

function thinned(
  points: readonly Point[],
  domain: Domain,
  floor: number,
  count: number,
): readonly Point[] {
  const below = points.filter(
    ({ x, y }) => y !== null && y < floor && x >= domain[0] && x <= domain[1],
  )
  const every = Math.ceil(below.length / Math.max(1, count))
  return below.filter((_, i) => i % every === 0)
}
