import { useMemo, type CSSProperties, type ReactNode } from 'react'
import { viewValue } from '../../experiment/viewKeys'
import { isOnCores } from '../../state/session/onCores'
import { seriesStore, usePlayground } from '../../state/store/store'
import { AnatomyPanel } from '../anatomy/AnatomyPanel'
import { ChangeEffect } from '../changes/ChangeEffect'
import { Later } from '../Later'
import { AxisBar } from './AxisBar'
import type { ChartProps } from './chartFrame'
import { type ChartId, CHARTS, shownParts } from './chartView'
import { FoldedNote } from './FoldedNote'
import { GradientChart, WeightChart } from './NormChart'
import { ProgressChart } from './ProgressChart'
import { SeedsNote } from './SeedsNote'
import { StepChart } from './StepChart'
import { useChartLayout } from './useChartLayout'
import { useCharts } from './useCharts'
import { takesTurns } from './drawings'
import { useStaggered } from './useStaggered'
import './chartPanels.css'

/** Of a plot that fills its place, in pixels. */
const LEAST_PLOT = 100
/** With more, the legend of the first chart stands for all. */
const FEW_RUNS = 3

export interface ChartsPanelProps {
  /**
   * What stands between the first chart and the others where all is in one column: on a phone the
   * values that are moved are then right below the step size, not a few screens away from it.
   */
  readonly between?: ReactNode
}

/** All charts over one axis, with one cursor. */
export function ChartsPanel({ between }: ChartsPanelProps) {
  const embed = usePlayground((state) => state.experiment.embed)
  const { buckets, usual, heights, columns } = useChartLayout(embed)
  const { frame, live, zoomTo, canZoomOut } = useCharts(buckets)
  const previousRuns = usePlayground((state) => state.previousRuns)
  const shown = shownParts(frame.view, usual)
  const isMany = frame.drawing.views.length > FEW_RUNS
  const areLow = viewValue(frame.view, 'tabs') === 'beside'
  const { first, other } = heights(shown, isMany, areLow)
  const small = CHARTS.filter((chart) => chart !== 'step' && shown.includes(chart))
  const isInTurns = useTakesTurns()
  // In turns, the parts of the step have a frame of their own, after those of the charts.
  const looked = useStaggered(live, isInTurns ? small.length + 1 : 0)
  const anatomy = shown.includes('anatomy') && <AnatomyPanel views={looked} />
  const axisBar = (
    <AxisBar
      {...{ shown, usual }}
      domain={frame.drawing.axis.domain}
      isZoomed={frame.isZoomed}
      canZoomOut={canZoomOut}
      onZoom={zoomTo}
    />
  )
  const isInColumns = columns === 2
  // Whether the legend that stands for all is that of the step sizes.
  const isLed = shown.includes('step')
  const isFirstRowShown = isLed || (isInColumns && shown.includes('anatomy'))
  const firstRow = isFirstRowShown && (
    <div className="charts__first">
      {isLed && (
        <div className="charts__step">
          <StepChart frame={frame} height={isInColumns ? LEAST_PLOT : first} />
          <ChangeEffect views={live} />
        </div>
      )}
      {isInColumns && anatomy}
    </div>
  )
  const chartOf = (chart: ChartId, i: number) => (
    <Chart
      key={chart}
      {...{ chart, frame }}
      height={isInColumns ? LEAST_PLOT : other}
      fill={isInColumns}
      turn={i + 1}
    />
  )
  const folded = <FoldedNote before={seriesStore.foldedBefore} previousRuns={previousRuns} />
  const title = (
    <h2 id="charts-title" className="visually-hidden">
      Charts
    </h2>
  )
  if (between === undefined)
    return (
      <section
        className={`charts ${isInColumns ? 'charts--columns' : ''} ${isMany ? 'charts--many' : ''}`}
        style={{ '--first': `${first}px`, '--other': `${other}px` } as CSSProperties}
        aria-labelledby="charts-title"
      >
        {title}
        {firstRow}
        <div className={othersOf(isLed)}>{small.map(chartOf)}</div>
        {!isInColumns && anatomy}
        {axisBar}
        <SeedsNote />
        {folded}
      </section>
    )
  const [next, ...rest] = small
  return (
    <>
      <section
        className={`charts charts--top ${isMany ? 'charts--many' : ''}`}
        aria-labelledby="charts-title"
      >
        {title}
        {firstRow}
        {next && <div className={othersOf(isLed)}>{chartOf(next, 0)}</div>}
        {axisBar}
        <SeedsNote />
      </section>
      {between}
      {(rest.length > 0 || anatomy) && (
        <Later>
          <section className={`charts ${isMany ? 'charts--many' : ''}`} aria-label="More charts">
            {anatomy}
            <div className={othersOf(true)}>{rest.map((chart, i) => chartOf(chart, i + 1))}</div>
            {folded}
          </section>
        </Later>
      )}
    </>
  )
}

/** @param isLed whether a chart before them has the legend */
const othersOf = (isLed: boolean) => `charts__others${isLed ? ' charts__others--led' : ''}`

/** Not asked as a part of the store: it is another answer by time alone. */
function useTakesTurns(): boolean {
  const isTraining = usePlayground(({ session }) => session.phase === 'training')
  const isOnSharedCores = usePlayground(({ session }) => isOnCores(session))
  return takesTurns(isTraining, isOnSharedCores)
}

interface TurnProps extends ChartProps {
  readonly chart: ChartId
  /** Frames after the first chart in which this one is drawn. */
  readonly turn: number
}

function Chart({ chart, turn, frame, ...size }: TurnProps) {
  const isInTurns = useTakesTurns()
  const drawing = useStaggered(frame.drawing, isInTurns ? turn : 0)
  const { view, isZoomed, cursor } = frame
  const inTurn = useMemo(
    () => ({ drawing, view, isZoomed, cursor }),
    [drawing, view, isZoomed, cursor],
  )
  const props = { frame: inTurn, ...size }
  switch (chart) {
    case 'step':
      return <StepChart {...props} />
    case 'loss':
    case 'accuracy':
      return <ProgressChart {...props} column={chart} />
    case 'gradient':
      return <GradientChart {...props} />
    case 'weights':
      return <WeightChart {...props} />
  }
}
