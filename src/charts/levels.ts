import { toPixelY, type PlotArea } from './scale'
import type { ChartLevel, Domain, YScale } from './types'

export interface PlacedLevel {
  readonly level: ChartLevel
  /** Of the line, and of the base line of its words. */
  readonly y: number
  readonly textY: number
}

/** Words stand above their line; below it where they would leave the plot. */
const ABOVE = -5
const BELOW = 14
const NEEDED = 16

/** Levels that the axis shows, in pixels. */
export function placeLevels(
  levels: readonly ChartLevel[],
  yDomain: Domain,
  yScale: YScale,
  area: PlotArea,
): PlacedLevel[] {
  const [low, high] = yDomain
  return levels
    .filter(({ y }) => y >= low && y <= high)
    .map((level) => {
      const y = toPixelY(level.y, yDomain, yScale, area)
      return { level, y, textY: y + (y - NEEDED < area.top ? BELOW : ABOVE) }
    })
}
