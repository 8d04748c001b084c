import { useCallback, useMemo, useState } from 'react'
import { formatShare, formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { roundEnd } from '../../charts/scale'
import type { Domain } from '../../charts/types'
import { seriesStore, usePlayground } from '../../state/store'
import { useWide } from '../useWide'
import { editMarks } from './editMarks'
import { FoldedNote } from './FoldedNote'
import { progressSeries, type SmoothedRuns } from './progressSeries'
import { runViews } from './runViews'
import { lateDomain } from './lateDomain'
import { clippedRanges, stepSizeSeries } from './stepSizeSeries'
import { useChartHeights } from './useChartHeights'
import { useDrawnVersion } from './useDrawnVersion'
import { SmoothSwitch, StepSwitch, ZeroSwitch } from './ViewSwitches'

/** The axis is at least this long, so that the first steps do not jump about. */
const SHORTEST = 10
/** Edits within this share of the axis are one mark. */
const TOGETHER = 0.04

const WHOLE: Domain = [0, 1]

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
  const fromZero = usePlayground((state) => state.experiment.view.accuracy === 'whole')
  const [hoverX, setHoverX] = useState<number | null>(null)
  const hover = useCallback((x: number | null) => setHoverX(x === null ? null : Math.round(x)), [])
  const [losses] = useState<SmoothedRuns>(() => new Map())
  const [accuracies] = useState<SmoothedRuns>(() => new Map())
  const buckets = useWide() ? 300 : 120
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

  const axis = useMemo(() => ({ domain, buckets }), [domain, buckets])
  const steps = useMemo(() => stepSizeSeries(views, axis, effective), [views, axis, effective])
  const clipped = useMemo(() => clippedRanges(views, axis), [views, axis])
  const loss = useMemo(
    () => progressSeries(views, 'loss', axis, smooth ? losses : null),
    [views, axis, smooth, losses],
  )
  const accuracy = useMemo(
    () => progressSeries(views, 'accuracy', axis, smooth ? accuracies : null),
    [views, axis, smooth, accuracies],
  )
  const accuracyDomain = useMemo(
    () => (fromZero ? WHOLE : lateDomain(accuracy, domain)),
    [accuracy, domain, fromZero],
  )
  const marks = useMemo(
    () =>
      editMarks(edits, TOGETHER * domain[1], (run) => {
        const view = views.find((one) => one.run === run)
        if (!view) return undefined
        const only = views.filter(({ spec }) => spec.rateKey === view.spec.rateKey).length === 1
        return { color: view.style.color, ...(only ? {} : { label: view.label }) }
      }),
    [edits, domain, views],
  )

  const shared = { xDomain: domain, hoverX, onHover: hover, marks, formatX: formatStep }
  return (
    <section className="charts" aria-labelledby="charts-title">
      <h2 id="charts-title" className="visually-hidden">
        Charts
      </h2>
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
        {...(accuracyDomain ? { yDomain: accuracyDomain } : {})}
        controls={<ZeroSwitch fromZero={fromZero} />}
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
