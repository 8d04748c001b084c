/**
 * A line chart that grows while it is watched: props in, picture out. Several charts are linked
 * by giving them the same `xDomain` and `hoverX`.
 */
import { memo, useId, useMemo, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { formatTick, formatValue as formatNumber } from './format'
import { Axes } from './Axes'
import { HoverLayer } from './HoverLayer'
import { Legend } from './Legend'
import { Lines } from './Lines'
import { lastX, shownValue } from './lookup'
import { Overlay } from './Overlay'
import { extentOf, linearTicks, niceDomain, ticksOf, type PlotArea } from './scale'
import { nameOf, summarise } from './summary'
import type { ChartMark, ChartSeries, Domain, ShadedRange, YScale } from './types'
import { Underlay } from './Underlay'
import { useWidth } from './useWidth'
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
  readonly xLabel?: string
  readonly shadedRanges?: readonly ShadedRange[]
  /** What shading means, for the text summary: "with the clip active". */
  readonly shadedMeaning?: string
  readonly marks?: readonly ChartMark[]
  /** Whether marks carry their words; they are lines alone otherwise. */
  readonly markLabels?: boolean
  readonly hoverX: number | null
  readonly onHover: (x: number | null) => void
  readonly formatX?: (x: number) => string
  /** Ticks of the y axis. */
  readonly formatY?: (y: number) => string
  /** Values in the legend. */
  readonly formatValue?: (y: number | null) => string
  /** Beside the heading: switches for what the chart shows. */
  readonly controls?: ReactNode
  /** In place of the lines while there are none. */
  readonly placeholder?: ReactNode
}

const NO_MARKS: readonly ChartMark[] = []
const NO_RANGES: readonly ShadedRange[] = []
const LEFT = 52
const RIGHT = 22
const TOP = 8
const BOTTOM = 26

function LineChartView(props: LineChartProps) {
  const { title, series, xDomain, yScale, height, hoverX, onHover } = props
  const { formatX = formatTick, formatY = formatTick, formatValue = formatNumber } = props
  const { marks = NO_MARKS, shadedRanges = NO_RANGES, xLabel = 'step' } = props
  const [ref, width] = useWidth<HTMLDivElement>()
  const id = useId()

  const area = useMemo<PlotArea>(
    () => ({
      left: LEFT,
      top: TOP,
      width: Math.max(1, width - LEFT - RIGHT),
      height: height - TOP - BOTTOM,
    }),
    [width, height],
  )
  const fixed = props.yDomain
  const extent = useMemo(
    () => (fixed ? undefined : extentOf(series, xDomain, yScale)),
    [fixed, series, xDomain, yScale],
  )
  const [low, high] = fixed ?? niceDomain(extent, yScale)
  const yDomain = useMemo<Domain>(() => [low, high], [low, high])
  const yTicks = useMemo(
    () => ticksOf(yDomain, yScale, Math.max(2, Math.floor(area.height / 44))),
    [yDomain, yScale, area.height],
  )
  const xTicks = useMemo(
    () => linearTicks(xDomain, Math.max(2, Math.floor(area.width / 75)), true),
    [xDomain, area.width],
  )
  const empty = series.every((one) => one.points.length === 0)

  // The axis may be longer than the lines; the cursor stays where there is something to read.
  const reach: Domain = [xDomain[0], lastX(series, xDomain)]
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left - area.left) / area.width
    const inside = share >= -0.02 && share <= 1.02
    onHover(inside ? clampTo(xDomain[0] + share * (xDomain[1] - xDomain[0]), reach) : null)
  }
  const press = (event: KeyboardEvent) => {
    const next = movedBy(event.key, hoverX ?? reach[1], reach)
    if (next === undefined) return
    event.preventDefault()
    onHover(next)
  }
  const cursorText = () => {
    const at = hoverX === null ? 'latest' : `${xLabel} ${formatX(hoverX)}`
    const values = series
      .filter((one) => one.legend !== false)
      .map((one) => `${nameOf(one)} ${formatValue(shownValue(one, hoverX))}`)
    return `${at}: ${values.join(', ')}`
  }

  return (
    <figure className="chart" aria-labelledby={`${id}t`} aria-describedby={`${id}s`}>
      <figcaption className="chart__head">
        <h3 id={`${id}t`} className="chart__title">
          {title}
        </h3>
        <Legend series={series} hoverX={hoverX} formatValue={formatValue} />
        {props.controls}
      </figcaption>
      <div
        ref={ref}
        className="chart__plot"
        style={{ height }}
        role="slider"
        tabIndex={empty ? -1 : 0}
        aria-label={`${title}: cursor`}
        aria-valuemin={xDomain[0]}
        aria-valuemax={reach[1]}
        aria-valuenow={hoverX ?? reach[1]}
        aria-valuetext={cursorText()}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={() => onHover(null)}
        onBlur={() => onHover(null)}
        onKeyDown={press}
      >
        {width > 0 && (
          <>
            <Underlay area={area} domain={xDomain} ranges={shadedRanges} />
            <Axes
              {...{ width, height, area, xDomain, xTicks, yDomain, yTicks, yScale }}
              formatX={formatX}
              formatY={formatY}
            />
            <Lines {...{ area, xDomain, yDomain, yScale, series }} />
            <Overlay
              {...{ area, xDomain, yDomain, yScale, series, marks }}
              markLabels={props.markLabels ?? false}
            />
            {hoverX !== null && !empty && (
              <HoverLayer
                {...{ area, xDomain, yDomain, yScale, series }}
                x={hoverX}
                label={`${xLabel} ${formatX(hoverX)}`}
              />
            )}
          </>
        )}
        {empty && props.placeholder && (
          <div className="chart__placeholder">{props.placeholder}</div>
        )}
      </div>
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

const clampTo = (x: number, [low, high]: Domain) => Math.min(high, Math.max(low, x))

/** Where a key takes the cursor; null hides it, undefined means that the key is not ours. */
function movedBy(key: string, x: number, domain: Domain): number | null | undefined {
  const page = Math.max(1, Math.round((domain[1] - domain[0]) / 20))
  const moves: Record<string, number> = {
    ArrowLeft: x - 1,
    ArrowDown: x - 1,
    ArrowRight: x + 1,
    ArrowUp: x + 1,
    PageDown: x - page,
    PageUp: x + page,
    Home: domain[0],
    End: domain[1],
  }
  if (key === 'Escape') return null
  const next = moves[key]
  return next === undefined ? undefined : clampTo(next, domain)
}

export const LineChart = memo(LineChartView)
