/** What the charts need of every run that is shown: its look, its numbers, its optimizer. */
import type { Samples } from '../../charts/decimate'
import { decimate, visibleRange } from '../../charts/decimate'
import { decimateBand } from '../../charts/band'
import type { BandPoint, Domain, Point } from '../../charts/types'
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import type { MetricColumn } from '../../spec/metrics'
import type { RunId } from '../../spec/runId'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { PlaygroundState, RunState } from '../../state/types'
import { SeedSpread, type SeriesView } from '../../state/seeds/seedSpread'
import type { FinishedSeed } from '../../state/session/session'
import type { RunSeries, SeriesStore } from '../../state/series/series'
import { type RunStyle, runStyle } from './runStyle'
import { onTimeline, stepsOf, type Timeline } from './timeline'

/** What is drawn of a run, be it of the page or an earlier one. */
export interface LineView {
  readonly id: number
  readonly label: string
  readonly spec: OptimizerSpec
  readonly style: RunStyle
  /** Of several seeds, the medians. */
  readonly series: SeriesView | undefined
  /** Present where several seeds are shown as one. */
  readonly spread?: SeedSpread
}

export interface RunView extends LineView {
  readonly id: RunId
  /** Its place in the list. */
  readonly run: number
}

/** Runs in the order of the experiment, without hidden ones. */
export function runViews(
  runs: readonly Pick<RunState, 'id' | 'hidden'>[],
  configs: PlaygroundState['experiment']['runs'],
  store: SeriesStore,
): RunView[] {
  const labels = runLabels(configs)
  return runs.flatMap(({ id, hidden }, run) => {
    if (hidden) return []
    const spec = optimizerSpec(configs[run]!.optimizer)
    return [{ id, run, label: labels[run]!, spec, style: runStyle(id), series: store.get(id) }]
  })
}

/** The same over seeds that have been trained to their end. */
export function spreadViews(
  live: readonly RunView[],
  finishedSeeds: readonly FinishedSeed[],
): RunView[] {
  return live.map((view) => {
    const seeds = finishedSeeds.flatMap(({ series }) => series.get(view.id) ?? [])
    if (seeds.length === 0) return { ...view, series: undefined }
    const spread = new SeedSpread(seeds)
    return { ...view, spread, series: spread.median }
  })
}

/** What part of a series is drawn, and how finely. */
export interface AxisView {
  /** In the unit of the timeline. */
  readonly domain: Domain
  readonly timeline: Timeline
  /** Buckets of the decimation: about one for three pixels. */
  readonly buckets: number
}

export function columnOf(series: SeriesView, column: MetricColumn): Samples {
  return { y: series.values(column), x0: series.firstStep }
}

const finiteOrNull = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : null

/** Exact value of a column at a place of the axis; null where it is not kept or is none. */
export function valueAtStep(series: SeriesView, column: MetricColumn, { toStep }: Timeline) {
  return (x: number) =>
    finiteOrNull(series.values(column)[Math.round(toStep(x)) - series.firstStep])
}

/** Value of the evaluation at a place of the axis, or of the last one before it. */
export function evaluationAt(series: SeriesView, key: 'loss' | 'accuracy', { toStep }: Timeline) {
  return (x: number) => {
    const at = Math.round(toStep(x))
    return finiteOrNull(series.evaluations.findLast(({ step }) => step <= at)?.[key])
  }
}

/** Points of a column: old steps from their buckets, then what is kept whole, decimated. */
export function pointsOf(
  series: SeriesView,
  column: MetricColumn,
  { domain, timeline, buckets }: AxisView,
): Point[] {
  const steps = stepsOf(timeline, domain)
  const recent = decimate(columnOf(series, column), steps, buckets)
  const old = series.folded ? foldedPoints(series.folded, column, steps, buckets) : []
  return onTimeline(old.length > 0 ? [...old, ...recent] : recent, timeline)
}

/** The band of a column where there are several seeds, for a chart's series; nothing otherwise. */
export function bandOf(
  { spread }: { readonly spread?: SeedSpread | undefined },
  columns: (spread: SeedSpread) => { readonly low: Float32Array; readonly high: Float32Array },
  { domain, timeline, buckets }: AxisView,
  map: (value: number) => number = (value) => value,
): { readonly band?: readonly BandPoint[] } {
  if (!spread || spread.seeds.length < 2) return {}
  const { low, high } = columns(spread)
  const samples = { low, high, x0: spread.firstStep }
  const of = (value: number | null) => (value === null ? null : map(value))
  const band = decimateBand(samples, stepsOf(timeline, domain), buckets).map((point) => ({
    x: timeline.toX(point.x),
    low: of(point.low),
    high: of(point.high),
  }))
  return { band }
}

/** Points of samples that belong to the steps of a run, such as its averages. */
export function sampledPoints(samples: Samples, { domain, timeline, buckets }: AxisView): Point[] {
  return onTimeline(decimate(samples, stepsOf(timeline, domain), buckets), timeline)
}

type Folded = NonNullable<RunSeries['folded']>

/** Smallest and largest value of old steps, about `buckets` pairs of them in the domain. */
function foldedPoints(
  folded: Pick<Folded, 'values' | 'firstStep' | 'size' | 'length'>,
  column: MetricColumn,
  [low, high]: Domain,
  buckets: number,
): Point[] {
  const { size, firstStep, length } = folded
  const [min, max] = [folded.values(column, 'min'), folded.values(column, 'max')]
  const inBuckets: Domain = [(low - firstStep) / size, (high - firstStep) / size]
  const [from, to] = visibleRange({ y: min, length }, inBuckets)
  const together = Math.max(1, Math.ceil((to - from) / buckets))
  const points: Point[] = []
  for (let i = from - (from % together); i < to; i += together) {
    let least = Infinity
    let most = -Infinity
    for (let j = i; j < Math.min(i + together, length); j++) {
      if (min[j]! < least) least = min[j]!
      if (max[j]! > most) most = max[j]!
    }
    const x = firstStep + i * size
    const gap = !Number.isFinite(least) || !Number.isFinite(most)
    points.push({ x, y: gap ? null : least })
    if (!gap) points.push({ x: x + (together * size) / 2, y: most })
  }
  return points
}
