import { memo, useMemo } from 'react'
import { Marker } from './Marker'
import { clampedPath, placeMarkers, type PlotFrame } from './layout'
import { placeMarks } from './markLabels'
import { placeLevels } from './levels'
import type { ChartLevel, ChartMark, ChartSeries } from './types'

export interface OverlayProps extends PlotFrame {
  readonly series: readonly ChartSeries[]
  readonly marks: readonly ChartMark[]
  readonly markLabels: boolean
  readonly levels: readonly ChartLevel[]
}

/** What lies over the lines: markers, what was clamped to the floor, vertical marks. */
export const Overlay = memo(function Overlay(props: OverlayProps) {
  const { area, xDomain, yDomain, yScale, series, marks, levels } = props
  const placed = useMemo(() => placeMarks(marks, xDomain, area), [marks, xDomain, area])
  const floor = area.top + area.height
  const frame = { area, xDomain, yDomain, yScale }
  return (
    <svg className="chart__layer" aria-hidden="true">
      {placeLevels(levels, yDomain, yScale, area).map(({ level, y, textY }) => (
        <g key={level.label} className="chart__level">
          <line x1={area.left} x2={area.left + area.width} y1={y} y2={y} />
          <text x={area.left + 4} y={textY}>
            {level.label}
          </text>
        </g>
      ))}
      {placed.map(({ mark, x, row, before, textX, textY }, i) => (
        <g key={i} className="chart__mark">
          <line x1={x} x2={x} y1={area.top} y2={floor} stroke={mark.color} />
          {props.markLabels && row !== null && (
            <text x={textX} y={textY} textAnchor={before ? 'end' : 'start'} fill={mark.color}>
              {mark.label}
            </text>
          )}
        </g>
      ))}
      {placeMarkers(series, frame).map((markers, i) => (
        <g key={series[i]!.id} opacity={series[i]!.opacity}>
          {markers.map(({ key, ...marker }) => (
            <Marker key={key} {...marker} />
          ))}
        </g>
      ))}
      {yScale === 'log' &&
        series.map((one) => (
          <path
            key={one.id}
            className="chart__clamped"
            stroke={one.color}
            d={clampedPath(one, frame)}
          />
        ))}
    </svg>
  )
})
