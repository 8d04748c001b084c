import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import type { PlotFrame } from '../../charts/layout'
import { formatNumber } from '../../experiment/optionText'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'
import { paceOf } from '../../state/session/pace'
import { usePlayground } from '../../state/store/store'
import { ChartMenu } from '../ChartMenu'
import { chartWords } from '../toolbar/exportCharts'
import type { RunView } from '../chartPanels/runViews'
import {
  type StepMarker,
  OWN_STEP,
  lossAt,
  type LossAlongGradientPicture,
  lossAlongGradientPicture,
} from './lossAlongGradientSeries'
import { SLOW } from './probePlan'
import { StepBall } from './StepBall'
import { predictedStep } from './stepNumbers'
import { useShownReport } from './useShownReport'

export interface LossAlongGradientViewProps {
  readonly view: RunView
  /** Null before the first one: an empty plot of the same size. */
  readonly report: LossAlongGradient | null
  /** Runs whose rate is shown on the curve. */
  readonly comparisonRates: readonly { readonly view: RunView; readonly rate: number }[]
  /** The run has no step to come. */
  readonly hasDiverged: boolean
  readonly controls: ReactNode
}

const short = (value: number) => formatNumber(Number(value.toPrecision(3)))
/** Of the plot, in pixels; it takes what the panel beside it leaves. */
const LEAST_HEIGHT = 128
const EMPTY: LossAlongGradientPicture = { series: [], marks: [], xDomain: [0, 1], yDomain: [0, 1] }

/** Step that a run would take on the batch of a probe, but for momentum. */
function ownStep({ spec }: RunView, report: LossAlongGradient): number {
  const rate = report.values[spec.rateKey]
  if (spec.hasUnclipped) return predictedStep(report).stepSize
  return typeof rate === 'number' ? rate : NaN
}

function markersOf(
  view: RunView,
  report: LossAlongGradient,
  comparisonRates: LossAlongGradientViewProps['comparisonRates'],
) {
  const { spec, label, style } = view
  const { unclipped, stepSize } = predictedStep(report)
  const markers: StepMarker[] = comparisonRates.map(({ view, rate }) => ({
    id: `rival ${view.id}`,
    label: view.label,
    stepSize: rate,
    style: view.style,
  }))
  if (spec.hasUnclipped && unclipped > stepSize)
    markers.unshift({
      id: 'unclipped',
      label: 'unclipped',
      stepSize: unclipped,
      style,
      hollow: true,
    })
  // What goes elsewhere has no place on the curve.
  if (spec.alongGradient)
    markers.push({ id: OWN_STEP, label, stepSize: ownStep(view, report), style })
  return markers
}

/** What is drawn of the step itself; null where it does not go along the gradient. */
function ballOf(spec: OptimizerSpec, report: LossAlongGradient) {
  if (!spec.alongGradient) return null
  const { unclipped, stepSize, tangentZero } = predictedStep(report)
  const rate = report.values[spec.rateKey]
  if (!spec.hasUnclipped)
    return typeof rate === 'number'
      ? { stepSize: rate, wall: null, isClipped: false, tangentZero }
      : null
  return {
    ...{ stepSize, tangentZero, isClipped: unclipped > stepSize },
    wall: typeof rate === 'number' ? { key: spec.rateKey, at: rate } : null,
  }
}

/** The loss along the negative gradient, its tangent, and where the steps land. */
export function LossAlongGradientView({
  view,
  report: latest,
  comparisonRates,
  hasDiverged,
  controls,
}: LossAlongGradientViewProps) {
  const [hoverX, setHoverX] = useState<number | null>(null)
  const step = usePlayground(({ session }) => session.step)
  const pace = usePlayground(({ experiment, session: { phase } }) => {
    const chosen = paceOf(experiment)
    // By the button, a step at a time.
    if (phase !== 'training') return 1
    return chosen !== null && chosen <= SLOW ? chosen : null
  })
  const { report, isTaken, moveMs } = useShownReport(latest, step, pace)
  // By its words, as views are rebuilt with every update of the charts and this picture is not.
  const said = report ? JSON.stringify([view.style, markersOf(view, report, comparisonRates)]) : ''
  const picture = useMemo(() => {
    if (!report) return EMPTY
    const [style, markers] = JSON.parse(said) as [RunView['style'], StepMarker[]]
    return lossAlongGradientPicture(report, style, markers)
  }, [report, said])
  const points = report?.points
  const moveX = useCallback(
    (x: number, by: number) => {
      if (!points) return 0
      const at = points.findLastIndex((point) => point.stepSize <= x + 1e-12)
      return points[Math.min(points.length - 1, Math.max(0, at + by))]!.stepSize
    },
    [points],
  )
  const over = useMemo(() => {
    const ball = report && ballOf(view.spec, report)
    if (!report || !ball) return undefined
    return (frame: PlotFrame) => (
      <StepBall {...{ frame, report, ...ball, isTaken, moveMs }} color={view.style.color} />
    )
  }, [view.spec, view.style.color, report, isTaken, moveMs])
  return (
    <>
      <LineChart
        {...picture}
        {...(over ? { over } : {})}
        title="Along the gradient"
        yScale="linear"
        height={LEAST_HEIGHT}
        fill
        compact
        fullScreen={false}
        menu={report && <ChartMenu title="Along the gradient" words={chartWords} />}
        xLabel="step size"
        xIsWhole={false}
        markLabels
        {...{ hoverX, moveX, controls }}
        onHover={setHoverX}
        formatX={short}
        placeholder={
          hasDiverged ? (
            <p>{view.label} has diverged: there is no next step to look at before Reset.</p>
          ) : (
            <p>
              The loss of the next batch along its gradient, and how far the step goes.{' '}
              <strong>Probe</strong> measures it and changes nothing.
            </p>
          )
        }
      />
      <p className="anatomy__words anatomy__words--probe">
        {report && <Words view={view} report={report} />}
      </p>
    </>
  )
}

/** Two lines, each in its place, so that numbers change and nothing moves. */
function Words({ view, report }: { readonly view: RunView; readonly report: LossAlongGradient }) {
  // While it trains the step has been taken before anybody has read that it is to come.
  const isNext = usePlayground(
    ({ session: { phase, step } }) => phase !== 'training' && report.step >= step,
  )
  const { unclipped, tangentZero } = predictedStep(report)
  const stepSize = ownStep(view, report)
  return (
    <>
      <span>
        Step {report.step.toLocaleString('en-US')}
        {isNext && ', to come'}: tangent at zero {formatValue(tangentZero)}
        {view.spec.hasUnclipped && <>, unclipped {formatValue(unclipped)}</>}
      </span>
      {view.spec.alongGradient && (
        <span>
          step {formatValue(stepSize)}: loss {formatValue(report.loss)} →{' '}
          {formatValue(lossAt(report, stepSize))}
        </span>
      )}
    </>
  )
}
