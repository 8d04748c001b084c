import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { formatCount, formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import type { PlotFrame } from '../../charts/layout'
import { formatNumber } from '../../experiment/optionText'
import { optionsAt } from '../../rules/optionsAt'
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
import { predictedStep, type PredictedStep } from './stepNumbers'
import type { ComparisonRate } from './useLossAlongGradient'
import { useShownReport } from './useShownReport'

export interface LossAlongGradientViewProps {
  readonly view: RunView
  /** Null before the first one: an empty plot of the same size. */
  readonly report: LossAlongGradient | null
  /** Runs whose rate is shown on the curve. */
  readonly comparisonRates: readonly ComparisonRate[]
  /** The run has no step to come. */
  readonly hasDiverged: boolean
  readonly controls: ReactNode
  /** Without its menu. */
  readonly isPlain?: boolean
}

const short = (value: number) => formatNumber(Number(value.toPrecision(3)))
/** Of the plot, in pixels; it takes what the panel beside it leaves. */
const LEAST_HEIGHT = 128
const EMPTY: LossAlongGradientPicture = { series: [], marks: [], xDomain: [0, 1], yDomain: [0, 1] }

function markersOf(
  { spec, label, style }: RunView,
  { stepSize, unclipped }: PredictedStep,
  comparisonRates: readonly ComparisonRate[],
  rateOf: (one: ComparisonRate) => number,
) {
  const markers: StepMarker[] = comparisonRates.map((one) => ({
    id: `rival ${one.view.id}`,
    label: one.view.label,
    stepSize: rateOf(one),
    style: one.view.style,
  }))
  // What goes elsewhere has no place on the curve.
  if (!spec.alongGradient || stepSize === undefined) return markers
  if (unclipped !== undefined && unclipped > stepSize)
    markers.unshift({
      id: 'unclipped',
      label: 'unclipped',
      stepSize: unclipped,
      style,
      hollow: true,
    })
  return [...markers, { id: OWN_STEP, label, stepSize, style }]
}

/** What is drawn of the step itself; null where it does not go along the gradient, or is not known. */
function ballOf(spec: OptimizerSpec, predicted: PredictedStep) {
  const { unclipped, stepSize, limit, tangentZero } = predicted
  if (!spec.alongGradient || stepSize === undefined) return null
  const hasWall = limit !== undefined && Number.isFinite(limit)
  return {
    ...{ stepSize, tangentZero },
    isClipped: limit !== undefined && unclipped !== undefined && unclipped > limit,
    wall: hasWall ? { key: spec.limitKey ?? 'limit', at: limit } : null,
  }
}

/** The loss along the negative gradient, its tangent, and where the steps land. */
export function LossAlongGradientView({
  view,
  report: latest,
  comparisonRates,
  hasDiverged,
  controls,
  isPlain = false,
}: LossAlongGradientViewProps) {
  const [hoverX, setHoverX] = useState<number | null>(null)
  const pace = usePlayground(({ experiment, session: { phase } }) => {
    const chosen = paceOf(experiment)
    // By the button, a step at a time.
    if (phase !== 'training') return 1
    return chosen !== null && chosen <= SLOW ? chosen : null
  })
  const { report, isTaken, moveMs } = useShownReport(latest, pace)
  const stepsPerEpoch = usePlayground(({ session }) => session.stepsPerEpoch)
  const { spec } = view
  const predicted = useMemo(
    () => report && predictedStep(spec, report, stepsPerEpoch),
    [spec, report, stepsPerEpoch],
  )
  const rateOf = ({ view: { spec }, values, rate }: ComparisonRate) =>
    optionsAt(spec, values, report?.step ?? 0, stepsPerEpoch)[spec.fixedRateKey ?? ''] ?? rate
  // By its words, as views are rebuilt with every update of the charts and this picture is not.
  const said = predicted
    ? JSON.stringify([view.style, markersOf(view, predicted, comparisonRates, rateOf)])
    : ''
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
    const ball = predicted && ballOf(spec, predicted)
    if (!report || !ball) return undefined
    return (frame: PlotFrame) => (
      <StepBall {...{ frame, report, ...ball, isTaken, moveMs }} color={view.style.color} />
    )
  }, [spec, view.style.color, report, predicted, isTaken, moveMs])
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
        menu={!isPlain && <ChartMenu title="Along the gradient" words={chartWords} />}
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
              The loss of the next batch along its gradient, and how far the step goes.
              {!isPlain && (
                <>
                  {' '}
                  <strong>Probe</strong> measures it and changes nothing.
                </>
              )}
            </p>
          )
        }
      />
      <p className="anatomy__words anatomy__words--probe">
        {report && predicted && <Words {...{ spec, report, predicted }} />}
      </p>
    </>
  )
}

/** Two lines, each in its place, so that numbers change and nothing moves. */
function Words(props: {
  readonly spec: OptimizerSpec
  readonly report: LossAlongGradient
  readonly predicted: PredictedStep
}) {
  const { spec, report, predicted } = props
  // While it trains the step has been taken before anybody has read that it is to come.
  const isNext = usePlayground(
    ({ session: { phase, step } }) => phase !== 'training' && report.step >= step,
  )
  const { unclipped, tangentZero, stepSize } = predicted
  return (
    <>
      <span>
        Step {formatCount(report.step)}
        {isNext && ', to come'}: tangent at zero {formatValue(tangentZero)}
        {unclipped !== undefined && <>, unclipped {formatValue(unclipped)}</>}
      </span>
      {spec.alongGradient && (
        <span>
          {stepSize === undefined ? (
            'How far it goes depends on more than this batch.'
          ) : (
            <>
              step {formatValue(stepSize)}: loss {formatValue(report.loss)} →{' '}
              {formatValue(lossAt(report, stepSize))}
            </>
          )}
        </span>
      )}
    </>
  )
}
