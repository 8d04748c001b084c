/** Axes and grid: horizontal lines, a floor, numbers. Changes seldom, as its ends are round. */
import { memo } from 'react'
import type { PlotFrame } from './layout'
import { toPixelX, toPixelY } from './scale'

export interface AxesProps extends PlotFrame {
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly formatX: (x: number) => string
  readonly formatY: (y: number) => string
}

/** Pixels between the plot and the numbers. */
const GAP = 12

/** The cursor says in words what stands here, so that nobody has to be read the numbers. */
export const Axes = memo(function Axes(props: AxesProps) {
  const { area, xDomain, yDomain, yScale } = props
  const right = area.left + area.width
  const floor = area.top + area.height
  return (
    <svg className="chart__axes" aria-hidden="true">
      {props.yTicks.map((tick) => {
        const y = toPixelY(tick, yDomain, yScale, area)
        return (
          <g key={tick}>
            <line className="chart__grid" x1={area.left} x2={right} y1={y} y2={y} />
            <text x={area.left - GAP} y={y} dy="0.355em" textAnchor="end">
              {props.formatY(tick)}
            </text>
          </g>
        )
      })}
      <line className="chart__floor" x1={area.left} x2={right} y1={floor} y2={floor} />
      {props.xTicks.map((tick) => (
        <text
          key={tick}
          x={toPixelX(tick, xDomain, area)}
          y={floor + GAP}
          dy="0.71em"
          textAnchor="middle"
        >
          {props.formatX(tick)}
        </text>
      ))}
    </svg>
  )
})
