/** Changes of the stretch of x that is shown. */
import { toPixelX, type PlotArea } from './scale'
import type { Domain } from './types'

/** A drag shorter than this, in pixels, is a click. */
export const SHORTEST_DRAG = 6

/**
 * The domain a factor as wide, with `x` at the same place of it.
 * @param factor below 1 zooms in
 */
export function zoomAround([low, high]: Domain, x: number, factor: number): Domain {
  return [x - (x - low) * factor, x + (high - x) * factor]
}

/** The stretch between two positions, in order; null where they are too close to mean one. */
export function draggedDomain(a: number, b: number, domain: Domain, area: PlotArea): Domain | null {
  const [low, high] = a < b ? [a, b] : [b, a]
  const pixels = toPixelX(high, domain, area) - toPixelX(low, domain, area)
  return pixels >= SHORTEST_DRAG ? [low, high] : null
}
