/** Lines of the loss and accuracy charts: on the batches while training, and on the test set. */
import { decimate } from '../../charts/decimate'
import type { ChartSeries } from '../../charts/types'
import {
  type AxisView,
  columnOf,
  evaluationAt,
  pointsOf,
  type RunView,
  valueAtStep,
} from './runViews'
import { Smoothed } from './smoothing'

/** Averages of one column of all runs, kept between updates. */
export type SmoothedRuns = Map<number, Smoothed>

/**
 * @param smooth the averages to go on with; without them the lines are raw
 */
export function progressSeries(
  views: readonly RunView[],
  column: 'loss' | 'accuracy',
  view: AxisView,
  smooth: SmoothedRuns | null,
): ChartSeries[] {
  const raw = views.map(({ id, label, style, series }): ChartSeries => {
    const line = {
      id: `${id} raw`,
      label,
      part: 'train',
      points: series ? pointsOf(series, column, view) : [],
      ...(series ? { valueAt: valueAtStep(series, column) } : {}),
    }
    return smooth
      ? { ...line, color: style.color, markers: 'none', width: 1, opacity: 0.28, legend: false }
      : { ...line, ...style, width: 1.5 }
  })
  const averaged = smooth
    ? views.map(({ id, label, style, series }): ChartSeries => {
        const average = smooth.get(id) ?? new Smoothed()
        smooth.set(id, average)
        const samples = series && average.update(columnOf(series, column))
        return {
          ...style,
          id: `${id} smooth`,
          label,
          part: 'train',
          points: samples ? decimate(samples, view.domain, view.buckets / 2) : [],
          valueAt: (x) => {
            if (!samples) return null
            const i = Math.round(x) - (samples.x0 ?? 0)
            return i < 0 ? null : (samples.y[(samples.offset ?? 0) + i] ?? null)
          },
        }
      })
    : []
  const test = views.map(({ id, label, style, series }): ChartSeries => {
    return {
      ...style,
      id: `${id} test`,
      label,
      part: 'test',
      dash: '1 3',
      width: 1.25,
      markers: 'each',
      points: series
        ? series.evaluations
            .filter(({ step }) => step >= view.domain[0] && step <= view.domain[1])
            .map((evaluation) => ({ x: evaluation.step, y: evaluation[column] }))
        : [],
      ...(series ? { valueAt: evaluationAt(series, column) } : {}),
    }
  })
  return [...raw, ...averaged, ...test]
}
