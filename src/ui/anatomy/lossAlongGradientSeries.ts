/** The picture of a probe: the loss along the negative gradient, its tangent, and the steps. */
import type { ChartMark, ChartSeries, Domain, Point } from '../../charts/types'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'

/** The loss is cut off at this many times where it starts, so that the tangent is seen. */
const CEILING = 2

interface Predictions {
  readonly color: string
  readonly dash?: string
  readonly marker: NonNullable<ChartSeries['marker']>
}

/** Id of the marker of the run's own step. */
export const OWN_STEP = 'step'

/** A step size to be shown on the curve. */
export interface StepMarker {
  readonly id: string
  /** e.g. "ALI-G" or "SGD". */
  readonly label: string
  readonly stepSize: number
  readonly style: Predictions
  readonly hollow?: boolean
}

export interface LossAlongGradientPicture {
  readonly series: readonly ChartSeries[]
  readonly marks: readonly ChartMark[]
  readonly xDomain: Domain
  readonly yDomain: Domain
}

/** Loss at a step size, between two points where it was not measured. */
export function lossAt(
  { points }: Pick<LossAlongGradient, 'points'>,
  stepSize: number,
): number | null {
  const after = points.findIndex((point) => point.stepSize >= stepSize)
  const next = points[after]
  if (!next) return null
  const previous = points[after - 1]
  if (!previous || next.stepSize === stepSize) return finite(next.loss)
  const share = (stepSize - previous.stepSize) / (next.stepSize - previous.stepSize)
  return finite(previous.loss + share * (next.loss - previous.loss))
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

export function lossAlongGradientPicture(
  report: LossAlongGradient,
  style: Predictions,
  markers: readonly StepMarker[],
): LossAlongGradientPicture {
  const { loss, gradNormSq, points } = report
  const end = points.at(-1)?.stepSize ?? 1
  const tangentZero = loss / gradNormSq
  const top = Math.max(...points.map((point) => finite(point.loss) ?? loss))
  const curve: ChartSeries = {
    id: 'curve',
    label: 'loss',
    column: 'loss',
    color: style.color,
    markers: 'none',
    legend: false,
    points: points.map(({ stepSize, loss }): Point => ({ x: stepSize, y: finite(loss) })),
    valueAt: (x) => lossAt(report, x),
  }
  const tangent: ChartSeries = {
    id: 'tangent',
    label: 'tangent',
    column: 'loss',
    color: 'var(--muted)',
    dash: '5 4',
    markers: 'none',
    width: 1.5,
    legend: false,
    points: [
      { x: 0, y: loss },
      { x: tangentZero, y: 0 },
    ],
    valueAt: (x) => Math.max(0, loss - gradNormSq * x),
  }
  const shown = markers.filter(({ stepSize }) => stepSize > 0 && stepSize <= end)
  return {
    series: [
      curve,
      tangent,
      ...shown.map(({ id, label, stepSize, style, hollow }): ChartSeries => ({
        id,
        label,
        color: style.color,
        marker: style.marker,
        markers: hollow ? 'each' : 'sparse',
        width: hollow ? 0 : 2,
        column: 'loss',
        legend: false,
        points: [{ x: stepSize, y: lossAt(report, stepSize) }],
        valueAt: () => lossAt(report, stepSize),
      })),
    ],
    marks: shown
      // The ball is the run's own step.
      .filter(({ hollow, id }) => !hollow && id !== OWN_STEP)
      .map(({ label, stepSize, style }) => ({ x: stepSize, label, color: style.color })),
    xDomain: [0, end],
    yDomain: [0, Math.min(CEILING * loss, Math.max(top, loss) * 1.08) || 1],
  }
}
