/** Domains, ticks and positions. Pure arithmetic, shared by the axes and the layers over them. */
import type { ChartSeries, Domain, YScale } from './types'

/** Widest log axis: values further below the largest are drawn on the floor. */
const MOST_DECADES = 12

/** Powers of ten times these are the ends of a log axis and its finer ticks. */
const FINE = [1, 2, 5]

/** Rounds away the noise of decimal arithmetic: 3 * 0.1 gives 0.3. */
const tidy = (value: number) => Number(value.toPrecision(12))

/**
 * Round end for an axis that grows with what is drawn: at most about a tenth beyond it, so that
 * the lines have room to grow into and the axis changes now and then only.
 */
export function roundEnd(value: number): number {
  const step = niceStep(value / 20)
  return tidy(Math.ceil(value / step) * step)
}

/** 1, 2 or 5 times a power of ten, at least `value`. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((f) => f * power >= value * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Round numbers inside the domain, about `count` of them. */
export function linearTicks(domain: Domain, count: number, integer = false): number[] {
  const [low, high] = domain
  if (!(high > low)) return [low]
  let step = niceStep((high - low) / Math.max(1, count))
  if (integer) step = Math.max(1, Math.round(step))
  const ticks: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high * (1 + 1e-9); k++)
    ticks.push(tidy(k * step))
  // One number alone does not make a scale.
  const isFinest = integer && step === 1
  return ticks.length < 2 && count < 8 && !isFinest
    ? linearTicks(domain, 2 * Math.max(1, count), integer)
    : ticks
}

/** Powers of ten inside the domain; 1, 2, 5 where it has fewer than three of them. */
export function logTicks(domain: Domain, count: number): number[] {
  const low = Math.log10(domain[0])
  const high = Math.log10(domain[1])
  const powersBy = (every: number) => {
    const powers: number[] = []
    for (let k = Math.ceil(low / every - 1e-9); k * every <= high + 1e-9; k++)
      powers.push(tidy(10 ** (k * every)))
    return powers
  }
  if (powersBy(1).length >= 3) {
    let every = Math.max(1, Math.ceil((high - low) / Math.max(2, count)))
    while (every > 1 && powersBy(every).length < 2) every--
    return powersBy(every)
  }
  const fine: number[] = []
  for (let k = Math.floor(low) - 1; k <= high + 1; k++)
    for (const factor of FINE) {
      const tick = tidy(factor * 10 ** k)
      if (tick >= domain[0] * (1 - 1e-9) && tick <= domain[1] * (1 + 1e-9)) fine.push(tick)
    }
  return fine
}

export function ticksOf(domain: Domain, scale: YScale, count: number): number[] {
  return scale === 'log' ? logTicks(domain, count) : linearTicks(domain, count)
}

function roundedDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return tidy((FINE.findLast((f) => f * power <= value * (1 + 1e-9)) ?? 1) * power)
}

function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return tidy((FINE.find((f) => f * power >= value * (1 - 1e-9)) ?? 10) * power)
}

/** Smallest and largest of the visible values that the scale can show; undefined if none. */
export function extentOf(
  series: readonly ChartSeries[],
  xDomain: Domain,
  scale: YScale,
): Domain | undefined {
  let min = Infinity
  let max = -Infinity
  const see = (x: number, y: number | null) => {
    if (y === null || x < xDomain[0] || x > xDomain[1]) return
    if (scale === 'log' && y <= 0) return
    if (y < min) min = y
    if (y > max) max = y
  }
  const hasPoints = ({ points }: ChartSeries) => points.some(({ y }) => y !== null)
  const fitted = series.filter(({ isFitted }) => isFitted !== false)
  // An axis fits something, even where what it should fit has nothing yet.
  for (const { points, band = [] } of fitted.some(hasPoints) ? fitted : series) {
    for (const { x, y } of points) see(x, y)
    for (const { x, low, high } of band) {
      see(x, low)
      see(x, high)
    }
  }
  return min <= max ? [min, max] : undefined
}

/** Domain with round ends around the extent, so that the axis moves rarely while training. */
export function niceDomain(extent: Domain | undefined, scale: YScale): Domain {
  if (scale === 'log') {
    if (!extent) return [0.01, 1]
    // A little room, so that a flat line does not lie on the frame.
    const high = roundedUp(extent[1] * 1.05)
    const low = roundedDown(Math.max(extent[0], extent[1] / 10 ** MOST_DECADES) * 0.95)
    return [low, high]
  }
  if (!extent) return [0, 1]
  const size = Math.max(Math.abs(extent[0]), Math.abs(extent[1]))
  const span = Math.max(extent[1] - extent[0], size * 1e-6) || 1
  const step = niceStep(span / 5)
  const low = tidy(Math.floor(extent[0] / step) * step)
  const high = tidy(Math.ceil(extent[1] / step) * step)
  // One round value, such as the norm of weights that start at zero, has no extent of its own.
  return high > low ? [low, high] : [low, tidy(low + 5 * step)]
}

/** Position in the domain, 0 at its start and 1 at its end; log values below it give 0. */
export function fraction(value: number, domain: Domain, scale: YScale): number {
  const [low, high] = domain
  if (scale === 'linear') return (value - low) / (high - low)
  if (value <= low) return 0
  return Math.log(value / low) / Math.log(high / low)
}

/** Where the plot lies inside its box, in pixels. */
export interface PlotArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const toPixelX = (x: number, domain: Domain, area: PlotArea) =>
  area.left + fraction(x, domain, 'linear') * area.width

export const toPixelY = (y: number, domain: Domain, scale: YScale, area: PlotArea) =>
  area.top + (1 - fraction(y, domain, scale)) * area.height

/** The value at a height of the plot; beyond its edges the scale goes on. */
export function fromPixelY(pixel: number, domain: Domain, scale: YScale, area: PlotArea): number {
  const share = 1 - (pixel - area.top) / area.height
  const [low, high] = domain
  return scale === 'log' ? low * (high / low) ** share : low + share * (high - low)
}
