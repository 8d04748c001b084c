import { useMemo, useState } from 'react'
import { formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { formatNumber } from '../../experiment/optionText'
import { usePlayground } from '../../state/store'
import type { ProbeReport } from '../../state/probe'
import type { RunView } from '../chartPanels/runViews'
import { type Landing, lossAt, probePicture } from './probeSeries'
import { foreseen } from './stepNumbers'

export interface ProbeViewProps {
  readonly view: RunView
  readonly report: ProbeReport
  /** Runs whose rate is shown on the curve. */
  readonly rivals: readonly { readonly view: RunView; readonly rate: number }[]
  readonly height: number
}

const short = (value: number) => formatNumber(Number(value.toPrecision(3)))

/** The loss along the negative gradient, its tangent, and where the steps land. */
export function ProbeView({ view, report, rivals, height }: ProbeViewProps) {
  const [hoverX, setHoverX] = useState<number | null>(null)
  const isNext = usePlayground((state) => report.step >= state.step)
  const { spec, label, style } = view
  const { unclipped, stepSize, tangentZero } = foreseen(report)
  const rate = report.values[spec.rateKey]
  const own = spec.hasUnclipped ? stepSize : typeof rate === 'number' ? rate : NaN
  const landings = useMemo<Landing[]>(
    () => [
      ...(spec.hasUnclipped && unclipped > stepSize
        ? [
            {
              id: 'unclipped',
              label: 'unclipped',
              stepSize: unclipped,
              style,
              hollow: true,
            },
          ]
        : []),
      ...rivals.map(({ view, rate }) => ({
        id: `rival ${view.id}`,
        label: view.label,
        stepSize: rate,
        style: view.style,
      })),
      // Adam does not go along the gradient.
      ...(spec.id === 'adam' ? [] : [{ id: 'own', label, stepSize: own, style }]),
    ],
    [spec, unclipped, stepSize, own, style, label, rivals],
  )
  const picture = useMemo(() => probePicture(report, style, landings), [report, style, landings])
  const moveX = (x: number, by: number) => {
    const { points } = report
    const at = points.findLastIndex((point) => point.stepSize <= x + 1e-12)
    return points[Math.min(points.length - 1, Math.max(0, at + by))]?.stepSize ?? 0
  }
  return (
    <>
      <LineChart
        {...picture}
        title="Loss along the gradient"
        yScale="linear"
        height={height}
        compact
        xLabel="step size"
        xIsWhole={false}
        markLabels
        {...{ hoverX, moveX }}
        onHover={setHoverX}
        formatX={short}
      />
      <p className="anatomy__words">
        Batch of step {report.step.toLocaleString('en-US')}
        {isNext ? ', the next one' : ''}: the tangent meets zero at {formatValue(tangentZero)}
        {spec.hasUnclipped && <>, the unclipped step is {formatValue(unclipped)}</>}.
        {spec.id !== 'adam' && (
          <>
            {' '}
            The step of {formatValue(own)} takes the loss from {formatValue(report.loss)} to{' '}
            {formatValue(lossAt(report, own))}.
          </>
        )}
      </p>
    </>
  )
}
