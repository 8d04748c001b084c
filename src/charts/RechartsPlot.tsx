/**
 * Axes and grid of a chart, drawn by recharts; the only file that knows it. For charts that change
 * seldom. The lines are those of every chart (`Lines.tsx`).
 *
 * Charts that grow while they are watched do not use it: with 5,000 steps of three runs on three
 * charts, one update of recharts' lines took 216 ms of main-thread time on a busy two-core machine,
 * most of it in copying and checking every point (recharts 3.10); with `Plot.tsx` an update of the
 * whole page took 30.
 * With its axes alone the library was half of what the page had to load before its first picture.
 */
import { memo } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import { Lines } from './Lines'
import type { PlotProps } from './Plot'

/** recharts draws no axis without data. */
const ANY = [{ x: 0, y: null }]

export default memo(function RechartsPlot(props: PlotProps) {
  const { width, height, area, xDomain, yDomain, yScale, series } = props
  const margin = { left: 0, top: area.top, right: width - area.left - area.width, bottom: 0 }
  return (
    <>
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
          scale={yScale}
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
      </ComposedChart>
      <Lines {...{ area, xDomain, yDomain, yScale, series }} />
    </>
  )
})
