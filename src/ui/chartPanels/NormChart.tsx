import { memo, useMemo } from 'react'
import { LineChart } from '../../charts/LineChart'
import { usePlayground } from '../../state/store/store'
import { ChartMenu } from '../ChartMenu'
import { chartWords } from '../toolbar/exportCharts'
import type { ChartProps } from './chartFrame'
import { scaleOf, TITLES } from './chartView'
import { previousRunLines } from './previousRunViews'
import { gradientSeries, weightSeries } from './normSeries'
import { radiusChanges } from './radius'
import { LogSwitch } from './ViewSwitches'

function GradientChartView({ frame, height, fill = false }: ChartProps) {
  const { views, previousRuns, axis } = frame.drawing
  const before = useMemo(
    () => previousRunLines(previousRuns, axis, gradientSeries),
    [previousRuns, axis],
  )
  const now = useMemo(() => gradientSeries(views, axis), [views, axis])
  const series = useMemo(() => [...before, ...now], [before, now])
  const scale = scaleOf(frame.view, 'gradient')
  return (
    <LineChart
      {...frame.drawing.xAxis}
      {...frame.cursor}
      title={TITLES.gradient}
      series={series}
      yScale={scale}
      {...{ height, fill }}
      compact
      controls={<LogSwitch chart="gradient" scale={scale} />}
      menu={<ChartMenu title={TITLES.gradient} words={chartWords} />}
    />
  )
}

const noRadius = () => []

function WeightChartView({ frame, height, fill = false }: ChartProps) {
  const { views, previousRuns, axis } = frame.drawing
  const configs = usePlayground((state) => state.experiment.runs)
  const edits = usePlayground((state) => state.session.appliedEdits)
  const before = useMemo(
    () => previousRunLines(previousRuns, axis, (of, on) => weightSeries(of, on, noRadius)),
    [previousRuns, axis],
  )
  const now = useMemo(
    () =>
      weightSeries(views, axis, ({ id, run }) =>
        radiusChanges(configs[run]?.hyper['radius'], edits, id),
      ),
    [views, axis, configs, edits],
  )
  const series = useMemo(() => [...before, ...now], [before, now])
  const scale = scaleOf(frame.view, 'weights')
  return (
    <LineChart
      {...frame.drawing.xAxis}
      {...frame.cursor}
      title={TITLES.weights}
      series={series}
      yScale={scale}
      {...{ height, fill }}
      compact
      controls={<LogSwitch chart="weights" scale={scale} />}
      menu={<ChartMenu title={TITLES.weights} words={chartWords} />}
    />
  )
}

export const GradientChart = memo(GradientChartView)
export const WeightChart = memo(WeightChartView)
