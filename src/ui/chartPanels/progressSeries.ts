/** Lines of the loss and accuracy charts: on the batches while training, and on the test set. */
import type { Samples } from '../../charts/decimate'
import type { ChartSeries } from '../../charts/types'
import { formatFloat32 } from '../../state/export/formatFloat32'
import {
  type AxisView,
  bandOf,
  columnOf,
  drawnColumn,
  evaluationAt,
  type LineView,
  sampledPoints,
  valueAtStep,
} from './runViews'
import type { SeedSpread } from '../../state/seeds/seedSpread'
import { Smoothed } from './smoothing'
import type { Timeline } from './timeline'

/** Averages of one column of all runs, kept between updates. */
export type SmoothedRuns = Map<number, Smoothed>

export type ProgressColumn = 'loss' | 'accuracy'

/** With more runs than these the margin names their lines on the batches only. */
const MOST_NAMED = 3

/** As the table of evaluations has it: measured in double precision, written as float32. */
const formatEvaluation = (value: number) => formatFloat32(Math.fround(value))

/**
 * @param smooth the averages to go on with; without them the lines are raw
 */
export function progressSeries(
  views: readonly LineView[],
  column: ProgressColumn,
  view: AxisView,
  smooth: SmoothedRuns | null,
): ChartSeries[] {
  const { timeline } = view
  const raw = views.map(({ id, label, shortLabel = label, style, series, spread }): ChartSeries => {
    // The averages of several seeds have their band; the raw medians would only hide it.
    const line = {
      id: `${id} raw`,
      label,
      part: 'train',
      formatExact: formatFloat32,
      ...drawnColumn(smooth && spread ? { series: undefined } : { series, spread }, column, view),
      ...(series ? { valueAt: valueAtStep(series, column, timeline) } : {}),
    }
    return smooth
      ? { ...line, color: style.color, markers: 'none', width: 1, opacity: 0.28, legend: false }
      : { ...line, ...style, endLabel: shortLabel, width: 1.5 }
  })
  const averaged = smooth
    ? views.map(({ id, label, shortLabel = label, style, series, spread }): ChartSeries => {
        const samples = spread
          ? medianOfAverages(spread, column)
          : series && averageOf(smooth, id, columnOf(series, column))
        return {
          ...style,
          id: `${id} smooth`,
          label,
          part: 'train, smoothed',
          endLabel: shortLabel,
          column: 'smoothed',
          ...bandOf({ spread }, (of) => averagesOf(of, column), view),
          points: samples ? sampledPoints(samples, { ...view, buckets: view.buckets / 2 }) : [],
          valueAt: (x) => (samples ? sampleAt(samples, x, timeline) : null),
        }
      })
    : []
  const test = views.map(
    ({ id, label, shortLabel = label, style, series, spread }): ChartSeries => {
      return {
        ...style,
        id: `${id} test`,
        label,
        part: 'test',
        ...(views.length <= MOST_NAMED ? { endLabel: `${shortLabel} test` } : {}),
        formatExact: formatEvaluation,
        dash: '1 3',
        width: 1.25,
        markers: 'each',
        points: series ? testPoints(series.evaluations, column, view) : [],
        ...(spread ? testBand(spread, column, view) : {}),
        ...(series ? { valueAt: evaluationAt(series, column, timeline) } : {}),
      }
    },
  )
  return [...raw, ...averaged, ...test]
}

/** Every seed is averaged by itself: batches differ between seeds, and the noise is not spread. */
const averagesOf = (spread: SeedSpread, column: ProgressColumn) =>
  spread.derived(`${column} smoothed`, (seed) => {
    const { y, x0 = 0, offset = 0, length = 0 } = new Smoothed().update(columnOf(seed, column))
    return { at: y, firstStep: x0, offset, length }
  })

const medianOfAverages = (spread: SeedSpread, column: ProgressColumn): Samples => ({
  y: averagesOf(spread, column).median,
  x0: spread.firstStep,
})

function testBand(spread: SeedSpread, column: ProgressColumn, view: AxisView) {
  if (spread.seeds.length < 2) return {}
  const [low, high] = (['low', 'high'] as const).map((statistic) =>
    testPoints(spread.evaluations(statistic), column, view),
  )
  return { band: low!.map(({ x, y }, i) => ({ x, low: y, high: high![i]!.y })) }
}

function averageOf(runs: SmoothedRuns, id: number, samples: Samples): Samples {
  const average = runs.get(id) ?? new Smoothed()
  runs.set(id, average)
  return average.update(samples)
}

function sampleAt(samples: Samples, x: number, { toStep }: Timeline): number | null {
  const i = Math.round(toStep(x)) - (samples.x0 ?? 0)
  if (i < 0 || i >= (samples.length ?? Infinity)) return null
  const value = samples.y[(samples.offset ?? 0) + i]
  return value !== undefined && Number.isFinite(value) ? value : null
}

/** Evaluations inside the domain and one more on either side, so that their line runs on. */
function testPoints(
  evaluations: readonly {
    readonly step: number
    readonly loss: number
    readonly accuracy: number
  }[],
  column: ProgressColumn,
  { domain, timeline }: AxisView,
) {
  const points = evaluations.map((one) => ({ x: timeline.toX(one.step), y: one[column] }))
  const from = points.findLastIndex(({ x }) => x < domain[0])
  const to = points.findIndex(({ x }) => x > domain[1])
  return points.slice(Math.max(0, from), to < 0 ? points.length : to + 1)
}
