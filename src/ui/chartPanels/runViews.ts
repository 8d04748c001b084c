/** What the charts need of every run that is shown: its look, its numbers, its optimizer. */
import type { Samples } from '../../charts/decimate'
import { decimate } from '../../charts/decimate'
import type { Domain, Point } from '../../charts/types'
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import type { MetricColumn } from '../../spec/metrics'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { PlaygroundState } from '../../state/playground'
import type { RunSeries, SeriesStore } from '../../state/series'
import { type RunStyle, runStyle } from './runStyle'

export interface RunView {
  readonly id: number
  readonly run: number
  readonly label: string
  readonly spec: OptimizerSpec
  readonly style: RunStyle
  readonly series: RunSeries | undefined
}

/** Runs in the order of the experiment, without hidden ones. */
export function runViews(
  { runs, experiment }: Pick<PlaygroundState, 'runs' | 'experiment'>,
  store: SeriesStore,
): RunView[] {
  const labels = runLabels(experiment.runs)
  return runs.flatMap(({ id, hidden }, run) => {
    if (hidden) return []
    const spec = optimizerSpec(experiment.runs[run]!.optimizer)
    return [{ id, run, label: labels[run]!, spec, style: runStyle(id), series: store.get(id) }]
  })
}

/** What part of a series is drawn, and how finely. */
export interface AxisView {
  readonly domain: Domain
  /** Buckets of the decimation: about one for three pixels. */
  readonly buckets: number
}

export function columnOf(series: RunSeries, column: MetricColumn): Samples {
  return { y: series.values(column), x0: series.firstStep }
}

const finiteOrNull = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : null

/** Exact value of a column at a step; null where it is not kept or is none. */
export function valueAtStep(series: RunSeries, column: MetricColumn) {
  return (x: number) => finiteOrNull(series.values(column)[Math.round(x) - series.firstStep])
}

/** Value of the evaluation at a step, or of the last one before it. */
export function evaluationAt(series: RunSeries, key: 'loss' | 'accuracy') {
  return (x: number) => finiteOrNull(series.evaluations.findLast(({ step }) => step <= x)?.[key])
}

/** Points of a column: old steps from their buckets, then what is kept whole, decimated. */
export function pointsOf(series: RunSeries, column: MetricColumn, view: AxisView): Point[] {
  const recent = decimate(columnOf(series, column), view.domain, view.buckets)
  return series.folded ? [...foldedPoints(series.folded, column), ...recent] : recent
}

/** About this many points are made of the buckets. */
const FOLDED_POINTS = 600

function foldedPoints(folded: NonNullable<RunSeries['folded']>, column: MetricColumn): Point[] {
  const [min, max] = [folded.values(column, 'min'), folded.values(column, 'max')]
  const together = Math.max(1, Math.ceil((2 * folded.length) / FOLDED_POINTS))
  const points: Point[] = []
  for (let i = 0; i < folded.length; i += together) {
    let low = Infinity
    let high = -Infinity
    for (let j = i; j < Math.min(i + together, folded.length); j++) {
      if (min[j]! < low) low = min[j]!
      if (max[j]! > high) high = max[j]!
    }
    const x = folded.firstStep + i * folded.size
    const gap = !Number.isFinite(low) || !Number.isFinite(high)
    points.push({ x, y: gap ? null : low })
    if (!gap) points.push({ x: x + (together * folded.size) / 2, y: high })
  }
  return points
}
