import { memo, useCallback, useMemo } from 'react'
import { LineChart } from '../../charts/LineChart'
import type { ChartSeries } from '../../charts/types'
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { ChartMenu } from '../ChartMenu'
import { chartWords } from '../toolbar/exportCharts'
import type { ChartProps } from './chartFrame'
import { scaleOf, TITLES } from './chartView'
import { previousRunLines } from './previousRunViews'
import type { AxisView, LineView } from './runViews'
import { stableSizeSeries } from './stableSizeSeries'
import { clipNames, clippedRanges, stepSizeSeries } from './stepSizeSeries'
import { useRateHandles } from './useRateHandles'
import { LogSwitch, RangeSwitch, StepSwitch } from './ViewSwitches'

/** Over the lines, where nothing has to make room for it. */
const recordedNote = () => (
  <p className="recorded">
    <strong>recorded</strong>; press Train to run it here
  </p>
)

/** The heart of the page: every step size as it was taken, and where the clip acted. */
function StepChartView({ frame, height, isPlain = false }: ChartProps) {
  const { view } = frame
  const { views, previousRuns, axis } = frame.drawing
  const effective = viewValue(view, 'step') === 'effective'
  const { setView } = usePlayground((state) => state.actions)
  const hasClip = views.some(({ spec }) => spec.hasUnclipped)
  const hasOthers = views.some(({ spec }) => !spec.hasUnclipped)
  const showsAll = viewValue(view, 'stepRange') === 'all'
  const fitsAll = showsAll || !hasClip
  const draw = useCallback(
    (of: readonly LineView[], on: AxisView) => stepSizeSeries(of, on, effective, fitsAll),
    [effective, fitsAll],
  )
  const showAll = useCallback(() => setView('stepRange', 'all'), [setView])
  const before = useMemo(() => {
    const isMain = ({ part }: ChartSeries) => part === undefined
    return previousRuns.flatMap((one) => {
      const lines = previousRunLines([one], axis, draw)
      return one.isInFront ? lines : lines.filter(isMain)
    })
  }, [previousRuns, axis, draw])
  const now = useMemo(() => draw(views, axis), [views, axis, draw])
  const stable = useMemo(() => stableSizeSeries(views, axis), [views, axis])
  const series = useMemo(() => [...before, ...now, ...stable], [before, now, stable])
  const clipped = useMemo(() => clippedRanges(views, axis), [views, axis])
  const handles = useRateHandles(views, !effective)
  const scale = scaleOf(view, 'step')
  return (
    <LineChart
      {...frame.drawing.xAxis}
      {...frame.cursor}
      title={TITLES.step}
      series={series}
      yScale={scale}
      height={height}
      fill
      shadedRanges={clipped}
      shades={clipNames(views)}
      handles={handles}
      // There is a way back beside the switch alone.
      {...(isPlain ? {} : { onShowAll: showAll })}
      shadedMeaning="with the clip of ALI-G active"
      markLabels
      fullScreen={!isPlain}
      controls={
        !isPlain && (
          <>
            <StepSwitch effective={effective} />
            {hasClip && hasOthers && <RangeSwitch showsAll={showsAll} />}
            <LogSwitch chart="step" scale={scale} />
          </>
        )
      }
      menu={!isPlain && <ChartMenu title={TITLES.step} words={chartWords} />}
      placeholder={<Prompt />}
      {...(frame.drawing.isRecorded ? { over: recordedNote } : {})}
    />
  )
}

function Prompt() {
  const loading = usePlayground(
    ({ session: { phase } }) => phase === 'starting' || phase === 'loading',
  )
  const failed = usePlayground(({ session: { phase } }) => phase === 'failed')
  return (
    <p>
      {loading ? (
        'The charts fill as soon as training starts.'
      ) : failed ? (
        <>
          Nothing can be trained yet: see above. <strong>Train</strong> tries again.
        </>
      ) : (
        <>
          Press <strong>Train</strong>, then move <code>maxLr</code> and watch the step size.
        </>
      )}
    </p>
  )
}

export const StepChart = memo(StepChartView)
