/**
 * Axes, grid and lines of a chart, drawn by recharts; the only file that knows it. For charts that
 * change seldom.
 *
 * Charts that grow while they are watched do not use it: with 5,000 steps of three runs on three
 * charts, one update of recharts' lines took 216 ms of main-thread time on a busy two-core machine,
 * most of it in copying and checking every point (recharts 3.10); with `Plot.tsx` an update of the
 * whole page took 30.
 * With its axes alone the library was half of what the page had to load before its first picture.
 */
import { memo } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import type { PlotProps } from './Plot'
import type { ChartSeries } from './types'

/** recharts draws no axis without data. */
const ANY = [{ x: 0, y: null }]

export default memo(function RechartsPlot(props: PlotProps) {
  const { width, height, area, xDomain, yDomain, series } = props
  const margin = { left: 0, top: area.top, right: width - area.left - area.width, bottom: 0 }
  return (
    <ComposedChart
      className="chart__recharts"
      data={ANY}
      accessibilityLayer={false}
      {...{ width, height, margin }}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        dataKey="x"
        domain={[...xDomain]}
        ticks={props.xTicks}
        interval={0}
        height={height - area.top - area.height}
        tickFormatter={props.formatX}
        tickMargin={6}
        tickLine={false}
        allowDataOverflow
      />
      <YAxis
        type="number"
        scale={props.yScale}
        domain={[...yDomain]}
        ticks={props.yTicks}
        interval={0}
        width={area.left}
        tickFormatter={props.formatY}
        tickMargin={6}
        tickLine={false}
        axisLine={false}
        allowDataOverflow
      />
      {series.map((one) => one.band && <Area key={`${one.id} band`} {...bandOf(one)} />)}
      {series.map((one) => (
        <Line key={one.id} {...lineOf(one)} />
      ))}
    </ComposedChart>
  )
})

const STILL = { isAnimationActive: false, activeDot: false, legendType: 'none' } as const

/** @param series its band, from `low` to `high` */
const bandOf = ({ band = [], color }: ChartSeries) => ({
  ...STILL,
  data: band.map(({ x, low, high }) => ({ x, y: low === null ? null : [low, high] })),
  dataKey: 'y' as const,
  className: 'chart__band',
  fill: color,
  fillOpacity: 0.16,
  stroke: 'none',
})

const lineOf = ({ points, color, width = 2, dash, opacity }: ChartSeries) => ({
  ...STILL,
  data: [...points],
  dataKey: 'y' as const,
  className: 'chart__line',
  stroke: color,
  strokeWidth: width,
  dot: false,
  ...(dash === undefined ? {} : { strokeDasharray: dash }),
  ...(opacity === undefined ? {} : { strokeOpacity: opacity }),
})
