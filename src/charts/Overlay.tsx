import { memo, useMemo } from 'react'
import { clampedPath, placeMarkers, type PlotFrame } from './layout'
import { placeEndLabels } from './endLabels'
import { placeMarks } from './markLabels'
import { markerLook, SURFACE } from './markers'
import { placeLevels } from './levels'
import type { ChartLevel, ChartMark, ChartSeries } from './types'

export interface OverlayProps extends PlotFrame {
  readonly series: readonly ChartSeries[]
  readonly marks: readonly ChartMark[]
  readonly markLabels: boolean
  readonly levels: readonly ChartLevel[]
  /** Of the chart, margins included. */
  readonly width: number
}

/** Words over lines: the surface around them keeps them apart. Attributes, for files too. */
const LABEL = {
  fontSize: 11.5,
  fontWeight: 600,
  paintOrder: 'stroke',
  stroke: 'var(--chart-surface)',
  strokeWidth: 4,
  strokeLinejoin: 'round',
} as const

/** Elements of lines that pass each other are not put in other places of the page for it. */
const inOneOrder = <T extends { readonly id: string }>(labels: readonly T[]): T[] =>
  labels.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** What lies over the lines: markers, what was clamped to the floor, vertical marks. */
export const Overlay = memo(function Overlay(props: OverlayProps) {
  const { area, xDomain, yDomain, yScale, series, marks, levels, width } = props
  const placed = useMemo(() => placeMarks(marks, xDomain, area), [marks, xDomain, area])
  const frame = { area, xDomain, yDomain, yScale }
  return (
    <g className="chart__overlay">
      {placeLevels(levels, yDomain, yScale, area).map(({ level, textY }) => (
        <text
          key={level.label}
          {...LABEL}
          className="chart__level"
          x={area.left + 4}
          y={textY}
          fill="var(--muted)"
        >
          {level.label}
        </text>
      ))}
      {placed.map(
        ({ mark, text, row, before, textX, textY }, i) =>
          props.markLabels &&
          row !== null && (
            <text
              key={i}
              {...LABEL}
              className="chart__mark"
              x={textX}
              y={textY}
              textAnchor={before ? 'end' : 'start'}
              fill={mark.color}
            >
              {text}
            </text>
          ),
      )}
      {inOneOrder(placeEndLabels(series, frame, width)).map(({ id, text, color, x, y, anchor }) => (
        <text
          key={id}
          {...LABEL}
          className="chart__end"
          fill={color}
          textAnchor={anchor}
          {...{ x, y }}
        >
          {text}
        </text>
      ))}
      {placeMarkers(series, frame).map(({ id, path, shape, color, hollow, scale, opacity }) => (
        <path
          key={id}
          className="chart__markers"
          {...markerLook(shape, color, hollow, SURFACE)}
          d={path}
          transform={`scale(${scale})`}
          opacity={opacity}
        />
      ))}
      {yScale === 'log' &&
        series.map((one) => (
          <path
            key={one.id}
            className="chart__clamped"
            stroke={one.color}
            d={clampedPath(one, frame)}
            fill="none"
            strokeWidth={1.5}
          />
        ))}
    </g>
  )
})
