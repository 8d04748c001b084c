/**
 * Axes and grid, drawn by recharts; the only file that knows it.
 *
 * The lines are not recharts': with 5,000 steps of three runs on three charts, one update of them
 * took 216 ms of main-thread CPU on a busy two-core machine, most of it in copying and checking
 * every point (recharts 3.10). With `Lines.tsx` a whole update of the page takes 30 ms there. The
 * axes change seldom, because their ends are round numbers.
 */
import { memo } from 'react'
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts'
import type { PlotArea } from './scale'
import type { Domain, YScale } from './types'

export interface AxesProps {
  readonly width: number
  readonly height: number
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly xTicks: readonly number[]
  readonly yDomain: Domain
  readonly yTicks: readonly number[]
  readonly yScale: YScale
  readonly formatX: (x: number) => string
  readonly formatY: (y: number) => string
}

/** recharts draws no axis without data. */
const DATA = [{ x: 0 }]

function AxesView(props: AxesProps) {
  const { width, height, area, xDomain, yDomain } = props
  const margin = { left: 0, top: area.top, right: width - area.left - area.width, bottom: 0 }
  return (
    <LineChart data={DATA} accessibilityLayer={false} {...{ width, height, margin }}>
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
    </LineChart>
  )
}

export const Axes = memo(AxesView)
