/**
 * The plot of every chart, on the screen and in files, on axes and a grid of recharts. The only file that
 * knows the library, and a chunk of its own, which is fetched after the first picture of the page.
 *
 * Lines, shading, marks and markers are layers of ours, placed by the same layout, so that an update
 * draws their paths alone: recharts' own `<Line>` copies and checks every point and takes several
 * times as long (`bench/README.md` has the table). Axes and grid are told their places as well and stand in
 * no chart of recharts': a chart works them out from a store of its own and renders them at once,
 * while the page waits. (`CartesianAxis` is to become internal in recharts 4: the axes are a line and some
 * words, drawn by `tick` already.)
 */
import { memo, useEffect } from 'react'
import { CartesianAxis, CartesianGrid } from 'recharts'
import { Lines } from './Lines'
import { Overlay } from './Overlay'
import type { PlotProps } from './plotProps'
import { toPixelX, toPixelY } from './scale'
import { Underlay } from './Underlay'

const AXIS_LINE = { stroke: 'var(--line-strong)' }

interface TickProps {
  readonly x: number
  readonly y: number
  readonly payload: { readonly value: number }
  readonly tickFormatter: (value: number) => string
  readonly textAnchor: 'middle' | 'end'
  /** `start` for what stands below its point, `middle` for what stands beside it. */
  readonly verticalAnchor: string
}

/**
 * The value at a tick. recharts' own text measures every word of it in the page, twice, to see
 * whether to break the line: a third of the time in which a chart is first drawn.
 */
function tick(props: unknown) {
  const { x, y, payload, tickFormatter, textAnchor, verticalAnchor } = props as TickProps
  return (
    <text
      {...{ x, y, textAnchor }}
      dy={verticalAnchor === 'start' ? '0.71em' : '0.355em'}
      fill="var(--muted)"
      fontSize={12}
    >
      {tickFormatter(payload.value)}
    </text>
  )
}

interface RechartsPlotProps extends PlotProps {
  /** Everything is in the page. */
  readonly onDrawn?: (() => void) | undefined
}

/**
 * Each layer is an SVG element of its own, since a browser paints such elements apart: a new point
 * then paints its lines alone. As groups of one element they cost half of the frames.
 */
export default memo(function RechartsPlot({ onDrawn, ...plot }: RechartsPlotProps) {
  const { width, height, area, xDomain, xTicks, yDomain, yTicks, yScale } = plot
  const { formatX, formatY, marks, levels, series, shadedRanges, markLabels } = plot
  const frame = { area, xDomain, yDomain, yScale }
  const layer = {
    ...{ className: 'chart__layer', 'aria-hidden': true, width, height },
    viewBox: `0 0 ${width} ${height}`,
  } as const
  useEffect(() => onDrawn?.(), [onDrawn])
  return (
    <>
      <svg {...layer}>
        <Underlay {...frame} ranges={shadedRanges} {...{ marks, levels }} />
      </svg>
      <svg {...layer}>
        <Axes {...frame} {...{ height, xTicks, yTicks, formatX, formatY }} />
      </svg>
      <svg {...layer}>
        <Lines {...frame} series={series} />
      </svg>
      <svg {...layer}>
        <Overlay {...frame} {...{ series, marks, markLabels, levels, width }} />
      </svg>
    </>
  )
})

type AxesProps = Pick<
  PlotProps,
  'height' | 'area' | 'xDomain' | 'xTicks' | 'yDomain' | 'yTicks' | 'yScale' | 'formatX' | 'formatY'
>

const ticksAt = (values: readonly number[], place: (value: number) => number) =>
  values.map((value, index) => ({ value, index, coordinate: place(value) }))

/** Change seldom, as their ends are round. */
const Axes = memo(function Axes(props: AxesProps) {
  const { height, area, xDomain, yDomain, yScale } = props
  const bottom = area.top + area.height
  const xTicks = ticksAt(props.xTicks, (x) => toPixelX(x, xDomain, area))
  const yTicks = ticksAt(props.yTicks, (y) => toPixelY(y, yDomain, yScale, area))
  const common = { interval: 0, tick, tickMargin: 6, tickLine: false } as const
  return (
    <>
      <CartesianGrid
        {...{ x: area.left, y: area.top, width: area.width, height: area.height }}
        vertical={false}
        horizontalPoints={yTicks.map(({ coordinate }) => coordinate)}
        stroke="var(--line)"
      />
      <CartesianAxis
        {...common}
        axisType="xAxis"
        orientation="bottom"
        {...{ x: area.left, y: bottom, width: area.width, height: height - bottom }}
        ticks={xTicks}
        tickFormatter={props.formatX}
        axisLine={AXIS_LINE}
      />
      <CartesianAxis
        {...common}
        axisType="yAxis"
        orientation="left"
        {...{ x: 0, y: area.top, width: area.left, height: area.height }}
        ticks={yTicks}
        tickFormatter={props.formatY}
        axisLine={false}
      />
    </>
  )
})
