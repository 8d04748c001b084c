import { Axes } from './Axes'
import { Lines } from './Lines'
import type { PlotArea } from './scale'
import type { ChartSeries, Domain, YScale } from './types'

/** What a chart shows within its frame: axes, grid and lines, all in pixels of one place. */
export interface PlotProps {
  readonly width: number
  readonly height: number
  /** Of the lines; outside of it are the numbers of the axes. */
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly xTicks: readonly number[]
  readonly yDomain: Domain
  readonly yTicks: readonly number[]
  readonly yScale: YScale
  readonly series: readonly ChartSeries[]
  readonly formatX: (x: number) => string
  readonly formatY: (y: number) => string
}

/** For lines that grow while they are watched: an update costs a path for each. */
export function Plot({ area, xDomain, yDomain, yScale, series, ...rest }: PlotProps) {
  const { xTicks, yTicks, formatX, formatY } = rest
  return (
    <>
      <Axes {...{ area, xDomain, xTicks, yDomain, yTicks, yScale, formatX, formatY }} />
      <Lines {...{ area, xDomain, yDomain, yScale, series }} />
    </>
  )
}
