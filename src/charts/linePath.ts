import { fraction } from './scale'
import type { Domain, Point, YScale } from './types'

export interface PathFrame {
  readonly width: number
  readonly height: number
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
}

/**
 * SVG path of a line in a box of the given size. Gaps break it; on a log axis what lies below the
 * domain is drawn on its floor.
 */
export function linePath(points: readonly Point[], frame: PathFrame): string {
  const { width, height, xDomain, yDomain, yScale } = frame
  const perX = width / (xDomain[1] - xDomain[0])
  let path = ''
  let pen = 'M'
  for (const { x, y } of points) {
    if (y === null) {
      pen = 'M'
      continue
    }
    const px = (x - xDomain[0]) * perX
    const py = (1 - fraction(y, yDomain, yScale)) * height
    path += `${pen}${px.toFixed(1)} ${py.toFixed(1)}`
    pen = 'L'
  }
  return path
}
