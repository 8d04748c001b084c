/**
 * The plot of every chart, on the screen and in files, on a frame that recharts draws: axes and grid. The
 * only file that knows the library, and a chunk of its own, which is fetched after the first picture
 * of the page.
 *
 * Lines, shading, marks and markers are layers of ours beside that frame, placed by the same layout,
 * so that an update draws their paths alone while the frame stands: recharts' own `<Line>` copies and
 * checks every point and takes several times as long (`bench/README.md` has the table), and what
 * asks its store where the plot is, is rendered a second time.
 */
import { memo, startTransition, useEffect, useMemo, useState, type ReactNode } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import { Lines } from './Lines'
import { Overlay } from './Overlay'
import type { PlotProps } from './plotProps'
import { Underlay } from './Underlay'

/** recharts asks where the lines would be that a grid does not have, and measures words for that. */
const none = (): number[] => []

/**
 * Painted in the order in which it is written. For every other layer recharts makes an element first and
 * what belongs into it a round later.
 */
const INLINE = { zIndex: 0 } as const

/** One object: an axis with other ones in its properties is worked out anew. */
const AXIS_LINE = { stroke: 'var(--line-strong)' }

/** recharts draws no axis without data. */
const ANY = [{ x: 0, y: null }]

interface TickProps {
  readonly x: number | string
  readonly y: number | string
  readonly index: number
  readonly payload: { readonly value: number }
  readonly tickFormatter: ((value: number, index: number) => string) | undefined
  readonly textAnchor: string
  /** `start` for what stands below its point, `middle` for what stands beside it. */
  readonly verticalAnchor: string
}

/**
 * The value at a tick. recharts' own text measures every word of it in the page, twice, to see
 * whether to break the line: a third of the time in which a chart is first drawn.
 */
function tick({ x, y, index, payload, tickFormatter, textAnchor, verticalAnchor }: TickProps) {
  const { value } = payload
  return (
    <text
      {...{ x, y }}
      dy={verticalAnchor === 'start' ? '0.71em' : '0.355em'}
      textAnchor={textAnchor as 'start' | 'middle' | 'end'}
      fill="var(--muted)"
      fontSize={12}
    >
      {tickFormatter ? tickFormatter(value, index) : value}
    </text>
  )
}

interface RechartsPlotProps extends PlotProps {
  /** Everything is in the page. */
  readonly onDrawn?: (() => void) | undefined
}

/**
 * Each layer is an SVG element of its own, since a browser paints such elements apart: a new point
 * then paints its lines alone. As groups of recharts' own element they cost half of the frames.
 */
export default memo(function RechartsPlot({ onDrawn, ...plot }: RechartsPlotProps) {
  const { width, height, area, xDomain, xTicks, yDomain, yTicks, yScale } = plot
  const { formatX, formatY, marks, levels, series, shadedRanges, markLabels } = plot
  const frame = { area, xDomain, yDomain, yScale }
  const layer = {
    ...{ className: 'chart__layer', 'aria-hidden': true, width, height },
    viewBox: `0 0 ${width} ${height}`,
  } as const
  return (
    <>
      <svg {...layer}>
        <Underlay {...frame} ranges={shadedRanges} {...{ marks, levels }} />
      </svg>
      <Frame
        {...{ width, height, area, xDomain, xTicks, yDomain, yTicks, yScale }}
        {...{ formatX, formatY, onDrawn }}
      />
      <svg {...layer}>
        <Lines {...frame} series={series} />
      </svg>
      <svg {...layer}>
        <Overlay {...frame} {...{ series, marks, markLabels, levels, width }} />
      </svg>
    </>
  )
})

type FrameProps = Omit<
  RechartsPlotProps,
  'series' | 'shadedRanges' | 'marks' | 'markLabels' | 'levels'
>

/** Changes seldom, as the ends of the axes are round. */
const Frame = memo(function Frame(props: FrameProps) {
  const { width, height, area, xDomain, yDomain, yScale } = props
  const right = width - area.left - area.width
  const margin = useMemo(() => ({ left: 0, top: area.top, right, bottom: 0 }), [area.top, right])
  // Ticks are ours: looking for nicer ones, which are not shown, costs as much as a few axes.
  const numeric = { type: 'number', allowDataOverflow: true } as const
  const ticks = {
    interval: 0,
    niceTicks: 'none',
    tick,
    tickMargin: 6,
    tickLine: false,
    ...INLINE,
  } as const
  return (
    <ComposedChart
      className="chart__recharts"
      data={ANY}
      accessibilityLayer={false}
      {...{ width, height, margin }}
    >
      <Afterwards onDone={props.onDrawn}>
        <CartesianGrid
          vertical={false}
          verticalCoordinatesGenerator={none}
          stroke="var(--line)"
          {...INLINE}
        />
        <XAxis
          {...numeric}
          {...ticks}
          dataKey="x"
          domain={[...xDomain]}
          ticks={props.xTicks}
          height={height - area.top - area.height}
          tickFormatter={props.formatX}
          axisLine={AXIS_LINE}
        />
        <YAxis
          {...numeric}
          {...ticks}
          scale={yScale}
          domain={[...yDomain]}
          ticks={props.yTicks}
          width={area.left}
          tickFormatter={props.formatY}
          axisLine={false}
        />
      </Afterwards>
    </ComposedChart>
  )
})

interface AfterwardsProps {
  readonly onDone: (() => void) | undefined
  readonly children: ReactNode
}

/**
 * What stands in a frame, in a task after that of the frame: recharts learns how large a frame is
 * once it is in the page, and would work everything out for another size first.
 */
function Afterwards({ onDone, children }: AfterwardsProps) {
  const [isIn, setIsIn] = useState(false)
  useEffect(() => startTransition(() => setIsIn(true)), [])
  useEffect(() => {
    if (isIn) onDone?.()
  }, [isIn, onDone])
  return isIn && children
}
