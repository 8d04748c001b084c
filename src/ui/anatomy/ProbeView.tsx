import { lazy, useCallback, useMemo, useState, type ComponentType, type ReactNode } from 'react'
import { formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { Plot, type PlotProps } from '../../charts/Plot'
import { formatNumber } from '../../experiment/optionText'
import type { ProbeReport } from '../../state/probe'
import { usePlayground } from '../../state/store'
import type { RunView } from '../chartPanels/runViews'
import { type Landing, lossAt, type ProbePicture, probePicture } from './probeSeries'
import { foreseen } from './stepNumbers'

export interface ProbeViewProps {
  readonly view: RunView
  /** Null before the first one: an empty plot of the same size. */
  readonly report: ProbeReport | null
  /** Runs whose rate is shown on the curve. */
  readonly rivals: readonly { readonly view: RunView; readonly rate: number }[]
  /** The run has no step to come. */
  readonly hasDiverged: boolean
  readonly controls: ReactNode
}

/** Fetched with the first probe; where it does not arrive, the page's own drawing does. */
const ProbePlot = lazy<ComponentType<PlotProps>>(() =>
  import('../../charts/RechartsPlot').catch(() => ({ default: Plot })),
)

const short = (value: number) => formatNumber(Number(value.toPrecision(3)))
/** Of the plot, in pixels; it takes what the panel beside it leaves. */
const LEAST_HEIGHT = 128
const EMPTY: ProbePicture = { series: [], marks: [], xDomain: [0, 1], yDomain: [0, 1] }

/** Adam does not go along the gradient: it has no place on the curve. */
const goesAlong = ({ spec }: RunView) => spec.id !== 'adam'

/** Step that a run would take on the batch of a probe, but for momentum. */
function ownStep({ spec }: RunView, report: ProbeReport): number {
  const rate = report.values[spec.rateKey]
  if (spec.hasUnclipped) return foreseen(report).stepSize
  return typeof rate === 'number' ? rate : NaN
}

function landingsOf(view: RunView, report: ProbeReport, rivals: ProbeViewProps['rivals']) {
  const { spec, label, style } = view
  const { unclipped, stepSize } = foreseen(report)
  const landings: Landing[] = rivals.map(({ view, rate }) => ({
    id: `rival ${view.id}`,
    label: view.label,
    stepSize: rate,
    style: view.style,
  }))
  if (spec.hasUnclipped && unclipped > stepSize)
    landings.unshift({
      id: 'unclipped',
      label: 'unclipped',
      stepSize: unclipped,
      style,
      hollow: true,
    })
  if (goesAlong(view)) landings.push({ id: 'own', label, stepSize: ownStep(view, report), style })
  return landings
}

/** The loss along the negative gradient, its tangent, and where the steps land. */
export function ProbeView({ view, report, rivals, hasDiverged, controls }: ProbeViewProps) {
  const [hoverX, setHoverX] = useState<number | null>(null)
  // By its words, as views are made anew with every update of the charts and this picture is not.
  const said = report ? JSON.stringify([view.style, landingsOf(view, report, rivals)]) : ''
  const picture = useMemo(() => {
    if (!report) return EMPTY
    const [style, landings] = JSON.parse(said) as [RunView['style'], Landing[]]
    return probePicture(report, style, landings)
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
  return (
    <>
      <LineChart
        {...picture}
        title="Along the gradient"
        yScale="linear"
        height={LEAST_HEIGHT}
        fill
        compact
        fullScreen={false}
        xLabel="step size"
        xIsWhole={false}
        markLabels
        {...{ hoverX, moveX, controls }}
        onHover={setHoverX}
        {...(report ? { plot: ProbePlot } : {})}
        formatX={short}
        placeholder={
          hasDiverged ? (
            <p>{view.label} has diverged: there is no next step to look at before Reset.</p>
          ) : (
            <p>
              <strong>Probe</strong> measures the loss of the next batch along its gradient. It
              changes nothing.
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

/** Three lines, each in its place, so that numbers change and nothing moves. */
function Words({ view, report }: { readonly view: RunView; readonly report: ProbeReport }) {
  // While it trains the step has been taken before anybody has read that it is to come.
  const isNext = usePlayground(({ phase, step }) => phase !== 'training' && report.step >= step)
  const { unclipped, tangentZero } = foreseen(report)
  const own = ownStep(view, report)
  return (
    <>
      <span>
        Step {report.step.toLocaleString('en-US')}
        {isNext && ', to come'}
      </span>
      <span>
        tangent at zero {formatValue(tangentZero)}
        {view.spec.hasUnclipped && <>, unclipped {formatValue(unclipped)}</>}
      </span>
      {goesAlong(view) && (
        <span>
          step {formatValue(own)}: loss {formatValue(report.loss)} →{' '}
          {formatValue(lossAt(report, own))}
        </span>
      )}
    </>
  )
}
