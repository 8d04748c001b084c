/** Markers: their shapes, and the points of a line that carry one. */
import { latestPoint, markedPoints } from './lookup'
import type { ChartSeries, Domain, MarkerShape, Point } from './types'

/** Paths around 0, 0. After a first move all is relative: a shape can be put anywhere in a path. */
export const SHAPES: Readonly<Record<MarkerShape, string>> = {
  circle: 'm-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z',
  square: 'm-3.2 -3.2h6.4v6.4h-6.4z',
  triangle: 'm0 -4.2l4 7.2h-8z',
  diamond: 'm0 -4.6l4.6 4.6l-4.6 4.6l-4.6 -4.6z',
  cross: 'm-3.4 -3.4l6.8 6.8m-6.8 0l6.8 -6.8',
  down: 'm0 4.2l4 -7.2h-8z',
  hexagon: 'm-2.2 -3.6h4.4l2 3.6l-2 3.6h-4.4l-2 -3.6z',
  plus: 'm-4.2 0h8.4m-4.2 -4.2v8.4',
}

/** What is behind the lines of a chart. */
export const SURFACE = 'var(--chart-surface, Canvas)'

/** How a marker is painted. Open shapes have no inside; hollow ones show the surface in theirs. */
export function markerLook(shape: MarkerShape, color: string, hollow: boolean, surface: string) {
  const isOpen = shape === 'cross' || shape === 'plus'
  return {
    d: SHAPES[shape],
    fill: isOpen ? 'none' : hollow ? surface : color,
    stroke: isOpen || hollow ? color : surface,
    strokeWidth: isOpen ? 2 : hollow ? 1.6 : 1,
  }
}

/** Where a marker is put, as SVG. */
export const markerTransform = (x: number, y: number, scale: number) =>
  `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})`

/** Many markers of one shape as one path, to be scaled as it is drawn. */
export const markersPath = (
  shape: MarkerShape,
  places: readonly { readonly x: number; readonly y: number }[],
  scale: number,
) =>
  places
    .map(({ x, y }) => `M${(x / scale).toFixed(1)} ${(y / scale).toFixed(1)}${SHAPES[shape]}`)
    .join('')

/** Up to this many points each one is drawn, since a line of two points is hardly seen. */
const FEW = 24

/** @param phase 0 to 1, so that the markers of several lines do not lie upon each other */
export function markersOf(series: ChartSeries, domain: Domain, phase: number): readonly Point[] {
  if (series.markers === 'none' || !series.marker) return []
  const visible = series.points.filter(({ x, y }) => y !== null && x >= domain[0] && x <= domain[1])
  if (visible.length <= FEW) return visible
  const latest = latestPoint(visible)
  const sparse = markedPoints(series.points, domain, 8, phase)
  if (!latest) return sparse
  // The latest point always has its marker; one close to it would only blur it.
  const near = (domain[1] - domain[0]) / 40
  return [...sparse.filter(({ x }) => x < latest.x - near), latest]
}
