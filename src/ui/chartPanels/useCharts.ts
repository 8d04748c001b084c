import { formatCount } from '../../charts/format'
import { trainedSettings } from '../../state/experiment/runList'
import { useCallback, useEffect, useMemo } from 'react'
import type { ChartMark, Domain } from '../../charts/types'
import { viewValue } from '../../experiment/viewKeys'
import { allFinishedSeeds, seedAt } from '../../state/seeds/seeds'
import { seriesStore, usePlayground } from '../../state/store/store'
import type { ChartFrame, Drawing } from './chartFrame'
import { xUnitOf, zoomOf, zoomText } from './chartView'
import { divergedMarks } from './divergedMarks'
import { editMarks } from './editMarks'
import { previousRunViews, seedViews } from './previousRunViews'
import { useHoveredStep } from './hoveredStep'
import { type RunView, spreadViews } from './runViews'
import { type Timeline, timelineOf, type XUnit } from './timeline'
import { useRecordedViews } from '../recorded/useRecordedViews'
import { usePreviousRuns } from '../compare/usePreviousRuns'
import { useDrawnVersion } from './useDrawnVersion'
import { useLiveViews } from './useLiveViews'
import { axisEnd, wholeEnd } from './xRange'

/** Edits within this share of the axis are one mark. */
const TOGETHER = 0.04

/** The same ones each time, so that what shows them stands. */
const NO_MARKS: readonly ChartMark[] = []
const formatWhole = (x: number) => formatCount(Math.round(x))
const AXES: Readonly<
  Record<XUnit, { readonly label: string; readonly format: (x: number) => string }>
> = {
  steps: { label: 'step', format: formatWhole },
  epochs: { label: 'epoch', format: (x) => String(Number(x.toFixed(2))) },
  examples: { label: 'examples', format: formatWhole },
  seconds: { label: 'seconds', format: (x) => String(Number(x.toFixed(x < 10 ? 2 : 1))) },
}

/** The series with the most steps; undefined where none has any. */
const longest = (runs: readonly Pick<RunView, 'series'>[]) =>
  runs
    .map(({ series }) => series)
    .filter((series) => series !== undefined && series.endStep > 0)
    .sort((a, b) => b!.endStep - a!.endStep)[0]

export interface Charts {
  readonly frame: ChartFrame
  /** The runs in training: of several seeds, the current one. */
  readonly live: readonly RunView[]
  /** Zooms to a stretch of the axis, in its unit; null shows all. */
  readonly zoomTo: (domain: Domain | null) => void
  /** There is more to see than the axis shows. */
  readonly canZoomOut: boolean
}

/** The axis, the cursor and the runs that all charts of the panel share. */
export function useCharts(buckets: number): Charts {
  const view = usePlayground((state) => state.experiment.view)
  const { setView } = usePlayground((state) => state.actions)
  const isPaused = viewValue(view, 'plots') === 'paused'
  const version = useDrawnVersion(isPaused)
  const configs = usePlayground((state) => state.experiment.runs)
  const hidden = usePlayground((state) =>
    state.runs.map((run) => `${run.id}${run.hidden ? ' hidden' : ''}`).join(),
  )
  const batch = usePlayground((state) => trainedSettings(state).batch)
  const stepsPerEpoch = usePlayground((state) => state.session.stepsPerEpoch)
  const appliedEdits = usePlayground((state) => state.session.appliedEdits)
  const diverged = usePlayground((state) => state.session.diverged)
  const allPreviousRuns = usePreviousRuns()
  const hoverStep = useHoveredStep((state) => state.step)
  // Charts that leave the page under the cursor are not told that it left them.
  useEffect(() => () => useHoveredStep.setState({ step: null }), [])

  const live = useLiveViews(version)
  const finishedSeeds = usePlayground((state) => state.session.finishedSeeds)
  const seedDone = usePlayground((state) => state.session.seedDone)
  const seed = usePlayground((state) => seedAt(trainedSettings(state), finishedSeeds.length))
  // While a seed trains, those before it stay as they are, whatever comes in.
  const doneSeeds = finishedSeeds.length
  const spreadOf = doneSeeds > 0 && !seedDone ? `${hidden} ${doneSeeds}` : live
  const views = useMemo(() => {
    const finished = allFinishedSeeds(usePlayground.getState(), seriesStore)
    return finished.length > 0 ? spreadViews(live, finished) : live
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [spreadOf, configs, finishedSeeds, seedDone])
  const isBehind = views !== live && !seedDone
  const unit = xUnitOf(view)
  const clock = unit === 'seconds' ? views : null
  const timeline = useMemo<Timeline>(() => {
    // Before the first step the earlier runs tell the time: they are all that there is to see.
    const series = longest(clock ?? []) ?? longest(clock ? allPreviousRuns : [])
    return timelineOf(unit, { batch, stepsPerEpoch, series })
  }, [unit, batch, stepsPerEpoch, clock, allPreviousRuns])
  const isEmpty = longest(live) === undefined && finishedSeeds.length === 0
  const recorded = useRecordedViews(live, unit, isEmpty && allPreviousRuns.length === 0)
  const previousRuns = useMemo(
    () => [
      ...recorded,
      ...previousRunViews(allPreviousRuns, unit, isEmpty),
      ...(isBehind ? seedViews(live, seed, timeline) : []),
    ],
    [recorded, allPreviousRuns, unit, isEmpty, isBehind, live, seed, timeline],
  )

  // Series grow while plots are paused; the axis then stays as it was drawn.
  const [end, whole] = useMemo(() => {
    const lastEdit = appliedEdits.reduce((last, { step }) => Math.max(last, step), 0)
    const drawn = [views.map(({ series }) => series), previousRuns, timeline, lastEdit] as const
    return [axisEnd(...drawn), wholeEnd(...drawn)]
  }, [views, previousRuns, timeline, appliedEdits])
  const zoomSpec = view['zoom']
  const zoom = useMemo(() => zoomOf(zoomSpec === undefined ? {} : { zoom: zoomSpec }), [zoomSpec])
  const low = zoom ? timeline.toX(zoom[0]) : 0
  const high = zoom ? timeline.toX(zoom[1]) : end
  const domain = useMemo<Domain>(() => [low, high > low ? high : low + 1], [low, high])
  const axis = useMemo(() => ({ domain, timeline, buckets }), [domain, timeline, buckets])

  const { toX, toStep } = timeline
  const onHover = useCallback(
    (x: number | null) => {
      const step = x === null ? null : Math.max(0, Math.round(toStep(x)))
      useHoveredStep.setState({ step })
    },
    [toStep],
  )
  const moveX = useCallback(
    (x: number, by: number) => toX(Math.round(toStep(x)) + by),
    [toX, toStep],
  )
  const lastStep = Math.floor(toStep(end))
  const wholeStep = Math.floor(toStep(whole))
  const zoomTo = useCallback(
    (to: Domain | null) =>
      setView('zoom', to && zoomText([toStep(to[0]), toStep(to[1])], lastStep, wholeStep)),
    [setView, toStep, lastStep, wholeStep],
  )
  const marks = useMemo(() => {
    if (appliedEdits.length === 0 && diverged.size === 0) return NO_MARKS
    return editMarks(appliedEdits, TOGETHER * (toStep(domain[1]) - toStep(domain[0])), (run) => {
      const shown = views.find(({ id }) => id === run)
      if (!shown) return undefined
      const only = views.filter(({ spec }) => spec.rateKey === shown.spec.rateKey).length === 1
      return { color: shown.style.color, ...(only ? {} : { label: shown.label }) }
    })
      .concat(views === live ? divergedMarks(live, diverged) : [])
      .map((mark): ChartMark => ({ ...mark, x: toX(mark.x) }))
  }, [appliedEdits, domain, views, live, diverged, toX, toStep])

  const pinnedStep = usePlayground((state) => state.session.pinnedStep)
  const { pinStep } = usePlayground((state) => state.actions)
  const onPin = useCallback(
    (x: number | null) => {
      const step = x === null ? null : Math.max(0, Math.round(toStep(x)))
      // A second click takes the mark away.
      pinStep(step === usePlayground.getState().session.pinnedStep ? null : step)
    },
    [pinStep, toStep],
  )
  const hoverX = hoverStep === null ? null : toX(hoverStep)
  const pinnedX = pinnedStep === null ? null : toX(pinnedStep)
  const isRecorded = recorded.length > 0
  const drawing = useMemo<Drawing>(() => {
    const { label: xLabel, format: formatX } = AXES[unit]
    const xIsWhole = unit === 'steps' || unit === 'examples'
    const xAxis = { xDomain: domain, xLabel, xIsWhole, formatX, moveX, marks }
    return { views, previousRuns, isRecorded, axis, xAxis }
  }, [views, previousRuns, isRecorded, axis, unit, domain, moveX, marks])
  const cursor = useMemo<ChartFrame['cursor']>(
    () => ({ hoverX, onHover, pinnedX, onPin, onZoom: zoomTo }),
    [hoverX, onHover, pinnedX, onPin, zoomTo],
  )
  return {
    frame: { drawing, view, isZoomed: zoom !== null, cursor },
    live,
    zoomTo,
    canZoomOut: high < whole || low > 0,
  }
}
