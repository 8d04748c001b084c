/** Markers: their shapes, and the points of a line that carry one. */
import { latestPoint, markedPoints } from './lookup'
import type { ChartSeries, Domain, MarkerShape, Point } from './types'

/** Paths around 0, 0. */
export const SHAPES: Readonly<Record<MarkerShape, string>> = {
  circle: 'M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z',
  square: 'M-3.2 -3.2h6.4v6.4h-6.4z',
  triangle: 'M0 -4.2L4 3H-4z',
  diamond: 'M0 -4.6L4.6 0L0 4.6L-4.6 0z',
  cross: 'M-3.4 -3.4L3.4 3.4M-3.4 3.4L3.4 -3.4',
  down: 'M0 4.2L4 -3H-4z',
  hexagon: 'M-2.2 -3.6h4.4L4.2 0L2.2 3.6h-4.4L-4.2 0z',
  plus: 'M-4.2 0H4.2M0 -4.2V4.2',
}

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
