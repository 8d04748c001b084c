import { memo, useMemo } from 'react'
import { linePath } from './linePath'
import type { PlotArea } from './scale'
import type { ChartSeries, Domain, YScale } from './types'

export interface LinesProps {
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
  readonly series: readonly ChartSeries[]
}

/** The lines of a chart, cut off at the edges of the plot. */
export const Lines = memo(function Lines({ area, series, ...domains }: LinesProps) {
  return (
    <svg className="chart__layer" aria-hidden="true">
      <svg x={area.left} y={area.top} width={area.width} height={area.height}>
        {series.map((one) => (
          <Line key={one.id} series={one} width={area.width} height={area.height} {...domains} />
        ))}
      </svg>
    </svg>
  )
})

interface LineProps extends Omit<LinesProps, 'area' | 'series'> {
  readonly series: ChartSeries
  readonly width: number
  readonly height: number
}

const Line = memo(function Line(props: LineProps) {
  const { series, width, height, xDomain, yDomain, yScale } = props
  const path = useMemo(
    () => linePath(series.points, { width, height, xDomain, yDomain, yScale }),
    [series.points, width, height, xDomain, yDomain, yScale],
  )
  return (
    <path
      className="chart__line"
      d={path}
      stroke={series.color}
      strokeWidth={series.width ?? 2}
      strokeDasharray={series.dash}
      strokeOpacity={series.opacity}
    />
  )
})
