import { memo } from 'react'
import { shadesOf, type PlotFrame } from './layout'
import { placeLevels } from './levels'
import { toPixelX } from './scale'
import type { ChartLevel, ChartMark, ShadedRange } from './types'

export interface UnderlayProps extends PlotFrame {
  readonly ranges: readonly ShadedRange[]
  readonly marks: readonly ChartMark[]
  readonly levels: readonly ChartLevel[]
}

/** What lies behind the lines: shaded stretches, levels, vertical marks. Their words lie over the lines. */
export const Underlay = memo(function Underlay(props: UnderlayProps) {
  const { area, xDomain, yDomain, yScale, ranges, marks, levels } = props
  return (
    <>
      <g className="chart__shades">
        {shadesOf(ranges, xDomain, area).map(({ color, opacity, d }) => (
          <path
            key={`${color} ${opacity}`}
            className="chart__shade"
            d={d}
            fill={color}
            fillOpacity={opacity}
          />
        ))}
      </g>
      {placeLevels(levels, yDomain, yScale, area).map(({ level: { label }, y }) => (
        <line
          key={label}
          {...{ x1: area.left, x2: area.left + area.width, y1: y, y2: y }}
          stroke="var(--muted)"
          strokeDasharray="2 4"
        />
      ))}
      {marks
        .filter(({ x }) => x >= xDomain[0] && x <= xDomain[1])
        .map(({ x, color }, i) => (
          <line
            key={i}
            {...{ y1: area.top, y2: area.top + area.height, stroke: color }}
            x1={toPixelX(x, xDomain, area)}
            x2={toPixelX(x, xDomain, area)}
            strokeWidth={1.25}
            strokeDasharray="1 2"
          />
        ))}
    </>
  )
})
