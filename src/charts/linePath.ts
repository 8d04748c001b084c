import type { Domain, Point, YScale } from './types'

export interface PathFrame {
  readonly width: number
  readonly height: number
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
}

/** To a tenth of a pixel. `toFixed` takes three times as long, and this is most of an update. */
const tenth = (pixels: number) => Math.round(pixels * 10) / 10

/**
 * SVG path of a line in a box of the given size. Gaps break it; on a log axis what lies below the
 * domain is drawn on its floor.
 */
export function linePath(points: readonly Point[], frame: PathFrame): string {
  const { width, height, xDomain, yDomain, yScale } = frame
  const [left, right] = xDomain
  const perX = width / (right - left)
  const isLog = yScale === 'log'
  const low = isLog ? Math.log(yDomain[0]) : yDomain[0]
  const perY = height / ((isLog ? Math.log(yDomain[1]) : yDomain[1]) - low)
  let path = ''
  let pen = 'M'
  for (const { x, y } of points) {
    if (y === null) {
      pen = 'M'
      continue
    }
    const above = isLog ? (y > yDomain[0] ? Math.log(y) - low : 0) : y - low
    path += pen + tenth((x - left) * perX) + ' ' + tenth(height - above * perY)
    pen = 'L'
  }
  return path
}
