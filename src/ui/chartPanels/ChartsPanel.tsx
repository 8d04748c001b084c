import { useCallback, useMemo, useRef, useState } from 'react'
import { formatShare, formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { roundEnd } from '../../charts/scale'
import type { Domain } from '../../charts/types'
import { seriesStore, usePlayground } from '../../state/store'
import { editMarks } from './editMarks'
import { FoldedNote } from './FoldedNote'
import { progressSeries, type SmoothedRuns } from './progressSeries'
import { runViews } from './runViews'
import { clippedRanges, stepSizeSeries } from './stepSizeSeries'
import { useChartHeights } from './useChartHeights'
import { useDrawnVersion } from './useDrawnVersion'
import { SmoothSwitch, StepSwitch } from './ViewSwitches'

/** The axis is at least this long, so that the first steps do not jump about. */
const SHORTEST = 10
/** Edits within this share of the axis are one mark. */
const TOGETHER = 0.03

const formatShareTick = (y: number) => `${Math.round(100 * y)} %`
const formatStep = (x: number) => Math.round(x).toLocaleString('en-US')

/** Step size, loss and accuracy over one axis of steps, with one cursor. */
export function ChartsPanel() {
  const version = useDrawnVersion()
  const runs = usePlayground((state) => state.runs)
  const configs = usePlayground((state) => state.experiment.runs)
  const edits = usePlayground((state) => state.appliedEdits)
  const effective = usePlayground((state) => state.experiment.view.step === 'effective')
  const smooth = usePlayground((state) => state.experiment.view.smooth !== 'off')
  const [hoverX, setHoverX] = useState<number | null>(null)
  const hover = useCallback((x: number | null) => setHoverX(x === null ? null : Math.round(x)), [])
  const losses = useRef<SmoothedRuns>(new Map())
  const accuracies = useRef<SmoothedRuns>(new Map())
  const [stepHeight, lossHeight, accuracyHeight] = useChartHeights()

  const views = useMemo(
    () =>
      runViews(
        { runs, experiment: { ...usePlayground.getState().experiment, runs: configs } },
        seriesStore,
      ),
    // The series of a run exist from its first number on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [runs, configs, version],
  )
  const end = useMemo(() => {
    const ends = views.map(({ series }) =>
      Math.max((series?.endStep ?? 0) - 1, series?.evaluations.at(-1)?.step ?? 0),
    )
    return roundEnd(Math.max(SHORTEST, ...ends))
  }, [views])
  const domain = useMemo<Domain>(() => [0, end], [end])

  const steps = useMemo(() => stepSizeSeries(views, domain, effective), [views, domain, effective])
  const clipped = useMemo(() => clippedRanges(views, domain), [views, domain])
  const loss = useMemo(
    () => progressSeries(views, 'loss', domain, smooth ? losses.current : null),
    [views, domain, smooth],
  )
  const accuracy = useMemo(
    () => progressSeries(views, 'accuracy', domain, smooth ? accuracies.current : null),
    [views, domain, smooth],
  )
  const marks = useMemo(
    () =>
      editMarks(edits, TOGETHER * domain[1], (run) => {
        const view = views.find((one) => one.run === run)
        return view && { label: view.label, color: view.style.color }
      }),
    [edits, domain, views],
  )

  const shared = { xDomain: domain, hoverX, onHover: hover, marks, formatX: formatStep }
  return (
    <section className="charts" aria-label="Charts">
      <LineChart
        {...shared}
        title="Step size"
        series={steps}
        yScale="log"
        height={stepHeight}
        shadedRanges={clipped}
        shadedMeaning="with the clip of ALI-G active"
        markLabels
        controls={<StepSwitch effective={effective} />}
        placeholder={<Prompt />}
      />
      <LineChart
        {...shared}
        title="Loss"
        series={loss}
        yScale="log"
        height={lossHeight}
        formatValue={formatValue}
        controls={<SmoothSwitch smooth={smooth} />}
      />
      <LineChart
        {...shared}
        title="Accuracy"
        series={accuracy}
        yScale="linear"
        height={accuracyHeight}
        formatY={formatShareTick}
        formatValue={formatShare}
      />
      <FoldedNote before={seriesStore.foldedBefore} />
    </section>
  )
}

function Prompt() {
  const loading = usePlayground(({ phase }) => phase === 'starting' || phase === 'loading')
  return (
    <p>
      {loading ? (
        'The charts fill as soon as training starts.'
      ) : (
        <>
          Press <strong>Train</strong>, then move <code>maxLr</code> and watch the step size.
        </>
      )}
    </p>
  )
}
