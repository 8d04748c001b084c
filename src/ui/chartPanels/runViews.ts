/** What the charts need of every run that is shown: its look, its numbers, its optimizer. */
import type { Samples } from '../../charts/decimate'
import { medians, visibleRange, type Medians } from '../../charts/decimate'
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
  /** At the end of its lines, where it is another. */
  readonly shortLabel?: string
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

/** A line, and what it is the median of where there are more steps than columns of pixels. */
export interface DrawnColumn {
  readonly points: readonly Point[]
  readonly band?: readonly BandPoint[]
  readonly isRange?: true
}

/** Buckets of medians for each bucket of the decimation: about a pixel each. */
const FINER = 2

const same = (value: number) => value

/**
 * A column as a chart draws it: old steps from their buckets, then what is kept whole; of many
 * steps the median of each column of pixels with its range; of several seeds their median with
 * their range.
 */
export function drawnColumn(
  of: { readonly series: SeriesView | undefined; readonly spread?: SeedSpread | undefined },
  column: MetricColumn,
  view: AxisView,
  map: (value: number) => number = same,
): DrawnColumn {
  const { series, spread } = of
  if (!series) return { points: [] }
  const steps = stepsOf(view.timeline, view.domain)
  const recent = medians(columnOf(series, column), steps, FINER * view.buckets)
  const old =
    series.folded && foldedMedians(series, series.folded, column, steps, FINER * view.buckets)
  const hasOld = old !== null && old.points.length > 0
  const points = hasOld ? [...old.points, ...recent.points] : recent.points
  const band = [...(hasOld ? old.band : []), ...(recent.band ?? [])]
  const line = { points: onTimeline(mapped(points, map), view.timeline) }
  const ofSeeds = bandOf({ spread }, (seeds) => seeds.column(column), view, map)
  if (ofSeeds.band || band.length === 0) return { ...line, ...ofSeeds }
  return { ...line, band: bandOnTimeline(band, view.timeline, map), isRange: true }
}

const mapped = (points: readonly Point[], map: (value: number) => number) =>
  map === same ? points : points.map(({ x, y }) => ({ x, y: y === null ? null : map(y) }))

function bandOnTimeline(
  band: readonly BandPoint[],
  { toX }: Timeline,
  map: (value: number) => number,
): BandPoint[] {
  const of = (value: number | null) => (value === null ? null : map(value))
  return band.map(({ x, low, high }) => ({ x: toX(x), low: of(low), high: of(high) }))
}

/** The band of a column where there are several seeds, for a chart's series; nothing otherwise. */
export function bandOf(
  { spread }: { readonly spread?: SeedSpread | undefined },
  columns: (spread: SeedSpread) => { readonly low: Float32Array; readonly high: Float32Array },
  { domain, timeline, buckets }: AxisView,
  map: (value: number) => number = same,
): { readonly band?: readonly BandPoint[] } {
  if (!spread || spread.seeds.length < 2) return {}
  const { low, high } = columns(spread)
  const samples = { low, high, x0: spread.firstStep }
  const band = decimateBand(samples, stepsOf(timeline, domain), buckets)
  return { band: bandOnTimeline(band, timeline, map) }
}

/** Points of samples that belong to the steps of a run, such as its averages: they have no spikes. */
export function sampledPoints(samples: Samples, { domain, timeline, buckets }: AxisView) {
  return onTimeline(medians(samples, stepsOf(timeline, domain), FINER * buckets).points, timeline)
}

type Folded = NonNullable<RunSeries['folded']>

/** Old steps: the middle of the last values of their buckets, with smallest and largest. */
function foldedMedians(
  whole: Pick<SeriesView, 'firstStep'>,
  folded: Pick<Folded, 'values' | 'firstStep' | 'size' | 'length'>,
  column: MetricColumn,
  [low, high]: Domain,
  buckets: number,
): Required<Medians> {
  const { size, firstStep, length } = folded
  const [min, max, last] = (['min', 'max', 'last'] as const).map((of) => folded.values(column, of))
  const inBuckets: Domain = [(low - firstStep) / size, (high - firstStep) / size]
  const [from, to] = visibleRange({ y: min!, length }, inBuckets)
  const together = Math.max(1, Math.ceil((to - from) / buckets))
  const points: Point[] = []
  const band: BandPoint[] = []
  for (let i = from - (from % together); i < to; i += together) {
    const end = Math.min(i + together, length)
    let [least, most] = [Infinity, -Infinity]
    for (let j = i; j < end; j++) {
      if (min![j]! < least) least = min![j]!
      if (max![j]! > most) most = max![j]!
    }
    // The last bucket need not be full.
    const x = Math.min(firstStep + (i + (end - i) / 2) * size, whole.firstStep - 1)
    const middle = [...last!.subarray(i, end)].filter(Number.isFinite).sort((a, b) => a - b)
    const isGap = !Number.isFinite(least) || !Number.isFinite(most) || middle.length === 0
    points.push({ x, y: isGap ? null : middle[middle.length >> 1]! })
    band.push(isGap ? { x, low: null, high: null } : { x, low: least, high: most })
  }
  return { points, band }
}
