import type { ReactNode } from 'react'
import { seriesStore, usePlayground } from '../../state/store/store'
import { AnatomyPanel } from '../anatomy/AnatomyPanel'
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
import { useStaggered } from './useStaggered'
import './chartPanels.css'

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
  const { frame, live, hoverStep, zoomTo, canZoomOut } = useCharts(buckets)
  const previousRuns = usePlayground((state) => state.previousRuns)
  const shown = shownParts(frame.view, usual)
  const { first, other } = heights(shown)
  const small = CHARTS.filter((chart) => chart !== 'step' && shown.includes(chart))
  const anatomy = shown.includes('anatomy') && <AnatomyPanel views={live} hoverStep={hoverStep} />
  const axisBar = (
    <AxisBar
      {...{ shown, usual }}
      domain={frame.axis.domain}
      isZoomed={frame.isZoomed}
      canZoomOut={canZoomOut}
      onZoom={zoomTo}
    />
  )
  const firstRow = (
    <div className="charts__first">
      {shown.includes('step') && <StepChart frame={frame} height={first} />}
      {columns === 2 && anatomy}
    </div>
  )
  const others = (
    <>
      <div className="charts__others">
        {small.map((chart, i) => (
          <Chart key={chart} chart={chart} frame={frame} height={other} turn={i + 1} />
        ))}
      </div>
      {columns === 1 && anatomy}
      <FoldedNote before={seriesStore.foldedBefore} previousRuns={previousRuns} />
    </>
  )
  const title = (
    <h2 id="charts-title" className="visually-hidden">
      Charts
    </h2>
  )
  if (between === undefined)
    return (
      <section className="charts" aria-labelledby="charts-title">
        {title}
        {axisBar}
        <SeedsNote />
        {firstRow}
        {others}
      </section>
    )
  return (
    <>
      <section className="charts charts--top" aria-labelledby="charts-title">
        {title}
        {firstRow}
        {axisBar}
        <SeedsNote />
      </section>
      {between}
      {(small.length > 0 || anatomy) && (
        <section className="charts" aria-label="More charts">
          {others}
        </section>
      )}
    </>
  )
}

interface TurnProps extends ChartProps {
  readonly chart: ChartId
  /** Frames after the first chart in which this one is drawn. */
  readonly turn: number
}

function Chart({ chart, turn, frame, height }: TurnProps) {
  // The last step is in all charts at once; turns are taken while more is coming.
  const isTraining = usePlayground((state) => state.session.phase === 'training')
  const views = useStaggered(frame.views, isTraining ? turn : 0)
  const props = { frame: { ...frame, views }, height }
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
