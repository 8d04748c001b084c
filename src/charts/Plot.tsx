import { Axes, type AxesProps } from './Axes'
import { Lines, type LinesProps } from './Lines'

/** What a chart shows within its frame: axes, grid and lines, all in pixels of one place. */
export interface PlotProps extends AxesProps, LinesProps {
  readonly width: number
  readonly height: number
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
