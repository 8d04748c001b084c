import type { BandPoint, Domain, Point, YScale } from './types'

export interface PathFrame {
  readonly width: number
  readonly height: number
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
  /** On a log axis, lets values below the domain leave the box instead of clamping them. */
  readonly isOpen?: boolean
}

/** To a tenth of a pixel. `toFixed` takes three times as long, and this is most of an update. */
const tenth = (pixels: number) => Math.round(pixels * 10) / 10

function place({ width, height, xDomain, yDomain, yScale, isOpen }: PathFrame) {
  const [left, right] = xDomain
  const perX = width / (right - left)
  const isLog = yScale === 'log'
  const low = isLog ? Math.log(yDomain[0]) : yDomain[0]
  const span = (isLog ? Math.log(yDomain[1]) : yDomain[1]) - low
  const perY = height / span
  const floor = isOpen ? -span : 0
  return (x: number, y: number) => {
    const above = isLog ? (y > 0 ? Math.max(floor, Math.log(y) - low) : floor) : y - low
    return tenth((x - left) * perX) + ' ' + tenth(height - above * perY)
  }
}

/**
 * SVG path of a line in a box of the given size. Gaps break it; on a log axis what lies below the
 * domain is drawn on its floor, unless the frame is open.
 */
export function linePath(points: readonly Point[], frame: PathFrame): string {
  const at = place(frame)
  let path = ''
  let pen = 'M'
  for (const { x, y } of points) {
    if (y === null) {
      pen = 'M'
      continue
    }
    path += pen + at(x, y)
    pen = 'L'
  }
  return path
}

/** The same for a band: there along its upper edge, and back along the lower one. */
export function bandPath(band: readonly BandPoint[], frame: PathFrame): string {
  const at = place(frame)
  let path = ''
  let [there, back] = ['', '']
  const close = () => {
    if (there !== '') path += `${there}${back}Z`
    there = back = ''
  }
  for (const { x, low, high } of band) {
    if (low === null || high === null) {
      close()
      continue
    }
    there += (there === '' ? 'M' : 'L') + at(x, high)
    back = 'L' + at(x, low) + back
  }
  close()
  return path
}
