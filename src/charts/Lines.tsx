import { memo, useMemo } from 'react'
import { bandPath, linePath } from './linePath'
import { BAND_OPACITY, lineLook, RANGE_OPACITY, type PlotFrame } from './layout'
import type { BandPoint, ChartSeries } from './types'

export interface LinesProps extends PlotFrame {
  readonly series: readonly ChartSeries[]
}

/** The lines of a chart, cut off at the edges of the plot. */
export const Lines = memo(function Lines({ area, series, ...domains }: LinesProps) {
  return (
    <g className="chart__lines">
      <svg x={area.left} y={area.top} width={area.width} height={area.height}>
        {series.map(
          (one) =>
            one.band && (
              <Band
                key={one.id}
                {...{ band: one.band, color: one.color, isOpen: one.isFitted === false }}
                isRange={one.isRange ?? false}
                width={area.width}
                height={area.height}
                {...domains}
              />
            ),
        )}
        {series.map((one) => (
          <Line key={one.id} series={one} width={area.width} height={area.height} {...domains} />
        ))}
      </svg>
    </g>
  )
})

interface BandProps extends Omit<LinesProps, 'area' | 'series'> {
  readonly band: readonly BandPoint[]
  readonly color: string
  readonly isOpen: boolean
  readonly isRange: boolean
  readonly width: number
  readonly height: number
}

const Band = memo(function Band({ band, color, isRange, ...frame }: BandProps) {
  const { isOpen, width, height, xDomain, yDomain, yScale } = frame
  const path = useMemo(
    () => bandPath(band, { width, height, xDomain, yDomain, yScale, isOpen }),
    [band, width, height, xDomain, yDomain, yScale, isOpen],
  )
  return (
    <path
      className="chart__band"
      d={path}
      fill={color}
      fillOpacity={isRange ? RANGE_OPACITY : BAND_OPACITY}
      stroke={isRange ? color : 'none'}
      strokeOpacity={RANGE_OPACITY}
      strokeWidth={0.75}
    />
  )
})

interface LineProps extends Omit<LinesProps, 'area' | 'series'> {
  readonly series: ChartSeries
  readonly width: number
  readonly height: number
}

const Line = memo(function Line(props: LineProps) {
  const { series, width, height, xDomain, yDomain, yScale } = props
  const isOpen = series.isFitted === false
  const path = useMemo(
    () => linePath(series.points, { width, height, xDomain, yDomain, yScale, isOpen }),
    [series.points, width, height, xDomain, yDomain, yScale, isOpen],
  )
  const { color, dash, opacity, width: strokeWidth } = lineLook(series)
  return (
    <path
      className="chart__line"
      d={path}
      fill="none"
      stroke={color}
      strokeLinejoin="round"
      strokeWidth={strokeWidth}
      strokeDasharray={dash}
      strokeOpacity={opacity}
    />
  )
})
