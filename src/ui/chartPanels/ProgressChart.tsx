import { memo, useCallback, useMemo, useState } from 'react'
import { formatShare, formatTick, formatValue, percent } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import type { Domain } from '../../charts/types'
import { viewValue } from '../../experiment/viewKeys'
import { ChartMenu } from '../ChartMenu'
import { chartWords } from '../toolbar/exportCharts'
import type { ChartProps } from './chartFrame'
import { scaleOf, TITLES } from './chartView'
import { previousRunLines } from './previousRunViews'
import { lateDomain } from './lateDomain'
import { type ProgressColumn, progressSeries, type SmoothedRuns } from './progressSeries'
import type { AxisView, LineView } from './runViews'
import { LogSwitch, SmoothSwitch, ZeroSwitch } from './ViewSwitches'

const WHOLE: Domain = [0, 1]
const formatShareTick = (y: number) => percent(formatTick(100 * y))

/** Loss or accuracy, on the batches of training and on the test images. */
function ProgressChartView({
  frame,
  height,
  fill = false,
  column,
}: ChartProps & { readonly column: ProgressColumn }) {
  const { view, isZoomed } = frame
  const { views, previousRuns, axis } = frame.drawing
  const isSmooth = viewValue(view, 'smooth') !== 'off'
  const fromZero = viewValue(view, 'accuracy') === 'whole'
  const scale = scaleOf(view, column)
  const [averages] = useState<SmoothedRuns>(() => new Map())
  const [previousAverages] = useState<SmoothedRuns>(() => new Map())

  const draw = useCallback(
    (of: readonly LineView[], on: AxisView) =>
      progressSeries(of, column, on, isSmooth ? averages : null),
    [column, isSmooth, averages],
  )
  const drawPreviousRuns = useCallback(
    (of: readonly LineView[], on: AxisView) =>
      progressSeries(of, column, on, isSmooth ? previousAverages : null),
    [column, isSmooth, previousAverages],
  )
  const before = useMemo(
    () => previousRunLines(previousRuns, axis, drawPreviousRuns),
    [previousRuns, axis, drawPreviousRuns],
  )
  const now = useMemo(() => draw(views, axis), [draw, views, axis])
  const series = useMemo(() => [...before, ...now], [before, now])
  const isAccuracy = column === 'accuracy'
  const yDomain = useMemo(() => {
    if (!isAccuracy || scale === 'log') return undefined
    return fromZero ? WHOLE : lateDomain(now, axis.domain, isZoomed ? 0 : undefined)
  }, [isAccuracy, scale, fromZero, now, axis.domain, isZoomed])

  return (
    <LineChart
      {...frame.drawing.xAxis}
      {...frame.cursor}
      title={TITLES[column]}
      series={series}
      yScale={scale}
      {...(yDomain ? { yDomain } : {})}
      {...{ height, fill }}
      compact
      legendNote={isSmooth ? 'smoothed' : undefined}
      {...(isAccuracy ? { formatY: formatShareTick } : {})}
      formatValue={isAccuracy ? formatShare : formatValue}
      menu={<ChartMenu title={TITLES[column]} words={chartWords} />}
      controls={
        <>
          {isAccuracy ? (
            scale === 'linear' && <ZeroSwitch fromZero={fromZero} />
          ) : (
            <SmoothSwitch smooth={isSmooth} />
          )}
          <LogSwitch chart={column} scale={scale} />
        </>
      }
    />
  )
}

export const ProgressChart = memo(ProgressChartView)
