/**
 * A line chart that grows while it is watched: props in, picture out. Several charts are linked
 * by giving them the same `xDomain` and `hoverX`.
 */
import { memo, useEffect, useId, useMemo, useState, type ReactNode } from 'react'
import { noteDrawn } from './drawn'
import { formatTick, formatValue as formatNumber } from './format'
import { EdgeButtons } from './EdgeButtons'
import { rightMargin } from './endLabels'
import { FullScreenButton } from './FullScreenButton'
import { HoverLayer } from './HoverLayer'
import { HoverTable } from './HoverTable'
import { Legend } from './Legend'
import { LimitHandles, type LimitHandle } from './LimitHandles'
import { lastX, shownValue } from './lookup'
import type { ShadeName } from './picture'
import { Plot } from './Plot'
import { type PlotFrame, plotArea, xTicksOf, yDomainOf, yTicksOf } from './layout'
import { Readout } from './Readout'
import { SelectionLayer } from './SelectionLayer'
import { nameOf, summarise } from './summary'
import type { ChartLevel, ChartMark, ChartSeries, Domain, ShadedRange, YScale } from './types'
import { useCursor } from './useCursor'
import { useFullScreen } from './useFullScreen'
import { useSize } from './useSize'
import './charts.css'

export interface LineChartProps {
  /** Visible heading and accessible name. */
  readonly title: string
  readonly series: readonly ChartSeries[]
  readonly xDomain: Domain
  readonly yScale: YScale
  /** Fixed ends of the y axis; by default they follow the data. */
  readonly yDomain?: Domain
  /** Height of the plot in pixels, axis included. */
  readonly height: number
  /** Takes the height that its place in the layout has to give, where that is more. */
  readonly fill?: boolean
  /** Has a button for the whole screen. Default true. */
  readonly fullScreen?: boolean
  /** One value per label in the legend. */
  readonly compact?: boolean
  /** What the values of the legend are, where that is not what they seem: "smoothed". */
  readonly legendNote?: string | undefined
  readonly xLabel?: string
  /** Ticks of the x axis at whole numbers only. Default true. */
  readonly xIsWhole?: boolean
  readonly shadedRanges?: readonly ShadedRange[]
  /** What the tints mean, named above the chart whether or not there are any now. */
  readonly shades?: readonly ShadeName[]
  /** What shading means, for the text summary: "with the clip active". */
  readonly shadedMeaning?: string
  readonly marks?: readonly ChartMark[]
  /** Whether marks carry their words; they are lines alone otherwise. */
  readonly markLabels?: boolean
  /** Lines across the plot at a value. */
  readonly levels?: readonly ChartLevel[]
  /** The legend has values while the cursor is somewhere; by default it has the latest else. */
  readonly legendAtCursor?: boolean
  /** Lines that can be dragged. */
  readonly handles?: readonly LimitHandle[]
  readonly hoverX: number | null
  readonly onHover: (x: number | null) => void
  /** A place that stays marked, and is read where there is no cursor. */
  readonly pinnedX?: number | null
  /** A place was clicked; null takes the mark away. Absent: nothing can be marked. */
  readonly onPin?: (x: number | null) => void
  /** x moved by so many samples, for the arrow keys. Default: x is counted in samples. */
  readonly moveX?: (x: number, by: number) => number
  /** Another stretch of x is asked for, by dragging or with + and -; null: all of it. */
  readonly onZoom?: (domain: Domain | null) => void
  /** Lines beyond the ends of the axis are asked for. */
  readonly onShowAll?: () => void
  readonly formatX?: (x: number) => string
  /** Ticks of the y axis. */
  readonly formatY?: (y: number) => string
  /** Values in the legend. */
  readonly formatValue?: (y: number | null) => string
  /** Beside the heading: switches for what the chart shows. */
  readonly controls?: ReactNode
  /** Drawn over the lines, in the pixels of the plot. */
  readonly over?: (frame: PlotFrame) => ReactNode
  /** Last beside the heading: what can be done with the chart. */
  readonly menu?: ReactNode
  /** In place of the lines while there are none. */
  readonly placeholder?: ReactNode
}

const NO_MARKS: readonly ChartMark[] = []
const NO_LEVELS: readonly ChartLevel[] = []
const NO_RANGES: readonly ShadedRange[] = []
const NO_SHADES: readonly ShadeName[] = []
const bySamples = (x: number, by: number) => x + by

function LineChartView(props: LineChartProps) {
  const { title, series, xDomain, yScale, hoverX, onHover, compact = false } = props
  const { formatX = formatTick, formatY = formatTick, formatValue = formatNumber } = props
  const { levels = NO_LEVELS, shades = NO_SHADES, legendAtCursor = false } = props
  const { marks = NO_MARKS, shadedRanges = NO_RANGES, xLabel = 'step', xIsWhole = true } = props
  const { ref: figure, isFull, toggle } = useFullScreen<HTMLElement>()
  const [ref, size] = useSize<HTMLDivElement>()
  const id = useId()
  const { width } = size
  const isMeasured = isFull || props.fill === true
  const height = isMeasured ? size.height : props.height

  const right = rightMargin(series, width)
  const area = useMemo(() => plotArea(width, height, right), [width, height, right])
  const fixed = props.yDomain
  // While a line is dragged the axis stands, or it would run away from the pointer.
  const [held, setHeld] = useState<Domain | null>(null)
  const [low, high] = useMemo(
    () => held ?? yDomainOf(series, xDomain, yScale, fixed),
    [held, fixed, series, xDomain, yScale],
  )
  const yDomain = useMemo<Domain>(() => [low, high], [low, high])
  const yTicks = useMemo(
    () => yTicksOf(yDomain, yScale, area.height),
    [yDomain, yScale, area.height],
  )
  const xTicks = useMemo(
    () => xTicksOf(xDomain, area.width, xIsWhole),
    [xDomain, area.width, xIsWhole],
  )
  useEffect(() => {
    const picture = {
      ...{ title, series, xDomain, yScale, yDomain: fixed, xLabel, xIsWhole, formatX },
      ...{ formatY: props.formatY, shadedRanges, shades, marks, levels },
    }
    const { moveX = bySamples } = props
    if (figure.current) noteDrawn(id, { element: figure.current, picture, moveX, width, height })
  })
  useEffect(() => () => noteDrawn(id, null), [id])
  const empty = series.every((one) => one.points.length === 0)

  // The axis may be longer than the lines; the cursor stays where there is something to read.
  const reach: Domain = [xDomain[0], Math.min(xDomain[1], lastX(series, xDomain))]
  const cursor = useCursor({
    ...{ area, xDomain, reach, hoverX, onHover },
    moveX: props.moveX ?? bySamples,
    onZoom: props.onZoom,
    onPin: props.onPin,
  })
  const { pinnedX = null, onPin } = props
  const readX = hoverX ?? pinnedX
  const at = readX === null ? 'latest' : `${xLabel} ${formatX(readX)}`
  const cursorText = () => {
    const values = series
      .filter((one) => one.legend !== false)
      .map((one) => `${nameOf(one)} ${formatValue(shownValue(one, readX))}`)
    return `${at}: ${values.join(', ')}`
  }

  return (
    <figure
      ref={figure}
      className={`chart${isMeasured ? ' chart--fill' : ''}${isFull ? ' chart--full' : ''}`}
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}s`}
    >
      <figcaption className="chart__head">
        <h3 id={`${id}t`} className="chart__title">
          {title}
        </h3>
        {series.some(({ legend }) => legend !== false) && (
          <Legend
            {...{ series, shades, compact }}
            hoverX={readX}
            note={props.legendNote}
            formatValue={legendAtCursor && readX === null ? () => '' : formatValue}
          />
        )}
        <div className="chart__tools">
          {props.controls}
          {props.fullScreen !== false && <FullScreenButton isFull={isFull} onClick={toggle} />}
          {props.menu}
        </div>
      </figcaption>
      <div className="chart__body" style={isFull ? undefined : { minHeight: props.height }}>
        <div
          ref={ref}
          className="chart__plot"
          style={isMeasured ? undefined : { height: props.height }}
          role="slider"
          tabIndex={empty ? -1 : 0}
          aria-label={`${title}: cursor`}
          aria-valuemin={xDomain[0]}
          aria-valuemax={reach[1]}
          aria-valuenow={hoverX ?? reach[1]}
          aria-valuetext={cursorText()}
          {...cursor.handlers}
        >
          {width > 0 && (
            <>
              <Plot
                {...{ width, height, area, xDomain, xTicks, yDomain, yTicks, yScale }}
                {...{ series, formatX, formatY, shadedRanges, marks, levels }}
                markLabels={props.markLabels ?? false}
              />
              {props.over?.({ area, xDomain, yDomain, yScale })}
              {cursor.selection && (
                <SelectionLayer area={area} xDomain={xDomain} selection={cursor.selection} />
              )}
              {pinnedX !== null && !empty && (
                <HoverLayer
                  {...{ area, xDomain, yDomain, yScale, series }}
                  x={pinnedX}
                  label=""
                  isPinned
                />
              )}
              {hoverX !== null && !empty && (
                <HoverLayer {...{ area, xDomain, yDomain, yScale, series }} x={hoverX} label="" />
              )}
            </>
          )}
          {empty && props.placeholder && (
            <div className="chart__placeholder">{props.placeholder}</div>
          )}
        </div>
        {width > 0 && props.onShowAll && (
          <EdgeButtons
            {...{ area, xDomain, yDomain, yScale, series, width }}
            onClick={props.onShowAll}
          />
        )}
        {width > 0 && !empty && props.handles && (
          <LimitHandles
            {...{ area, xDomain, yDomain, yScale }}
            handles={props.handles}
            onHold={setHeld}
          />
        )}
        <HoverTable {...{ title, at, series, formatValue }} x={readX} />
      </div>
      <Readout
        {...{ at, series, formatValue }}
        x={empty ? null : readX}
        axis={xLabel}
        onUnpin={pinnedX !== null && hoverX === null && onPin ? () => onPin(null) : undefined}
      />
      <p id={`${id}s`} className="visually-hidden">
        {summarise(
          series,
          xDomain,
          xLabel,
          formatX,
          formatValue,
          shadedRanges,
          props.shadedMeaning,
        )}
      </p>
    </figure>
  )
}

export const LineChart = memo(LineChartView)
