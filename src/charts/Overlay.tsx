import { memo, useMemo } from 'react'
import { Marker } from './Marker'
import { markersOf } from './markers'
import { placeMarks } from './markLabels'
import { placeLevels } from './levels'
import { toPixelX, toPixelY, type PlotArea } from './scale'
import type { ChartLevel, ChartMark, ChartSeries, Domain, Point, YScale } from './types'

export interface OverlayProps {
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
  readonly series: readonly ChartSeries[]
  readonly marks: readonly ChartMark[]
  readonly markLabels: boolean
  readonly levels: readonly ChartLevel[]
}

/** Pixels between two marks of what was clamped: each is to be seen as one. */
const CLAMPED_APART = 18

/** What lies over the lines: markers, what was clamped to the floor, vertical marks. */
export const Overlay = memo(function Overlay(props: OverlayProps) {
  const { area, xDomain, yDomain, yScale, series, marks, levels } = props
  const placed = useMemo(() => placeMarks(marks, xDomain, area), [marks, xDomain, area])
  const floor = area.top + area.height
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
      {placed.map(({ mark, x, row, before }, i) => (
        <g key={i} className="chart__mark">
          <line x1={x} x2={x} y1={area.top} y2={floor} stroke={mark.color} />
          {props.markLabels && row !== null && (
            <text
              x={before ? x - 5 : x + 5}
              y={area.top + 12 + 15 * row}
              textAnchor={before ? 'end' : 'start'}
              fill={mark.color}
            >
              {mark.label}
            </text>
          )}
        </g>
      ))}
      {series.map((one, i) => (
        <g key={one.id} opacity={one.opacity}>
          {markersOf(one, xDomain, (i * 0.37) % 1)
            .filter(({ y }) => isOnPlot(y!, yDomain, yScale))
            .map((point) => (
              <Marker
                key={point.x}
                x={toPixelX(point.x, xDomain, area)}
                y={toPixelY(point.y!, yDomain, yScale, area)}
                shape={one.marker!}
                color={one.color}
                hollow={one.markers === 'each'}
                scale={one.markers === 'each' ? 0.95 : 0.85}
              />
            ))}
        </g>
      ))}
      {yScale === 'log' &&
        series.map((one) => (
          <path
            key={one.id}
            className="chart__clamped"
            stroke={one.color}
            d={clampedTo(one.points, xDomain, yDomain[0], area.width / CLAMPED_APART)
              .map((p) => `M${(toPixelX(p.x, xDomain, area) - 4).toFixed(1)} ${floor - 5}l4 5l4 -5`)
              .join('')}
          />
        ))}
    </svg>
  )
})

/** Markers of a value beyond the ends of the axis would lie outside the plot. */
const isOnPlot = (y: number, [low, high]: Domain, scale: YScale) =>
  y <= high && (y >= low || scale === 'log')

/** Points below the floor of a log axis, thinned where there are many. */
function clampedTo(
  points: readonly Point[],
  domain: Domain,
  floor: number,
  most: number,
): readonly Point[] {
  const below = points.filter(
    ({ x, y }) => y !== null && y < floor && x >= domain[0] && x <= domain[1],
  )
  const every = Math.ceil(below.length / Math.max(1, most))
  return below.filter((_, i) => i % every === 0)
}
