/** Lines of the step-size chart. Never smoothed: every step is one decision of the rule. */
import { flaggedStretches } from '../../charts/decimate'
import type { ChartSeries, ShadedRange } from '../../charts/types'
import { type AxisView, columnOf, pointsOf, type RunView, valueAtStep } from './runViews'

/** Above this many runs with a clip, the legend lists their step sizes only. */
const MOST_DETAILED = 2

export function stepSizeSeries(
  views: readonly RunView[],
  view: AxisView,
  effective: boolean,
): ChartSeries[] {
  const clipping = views.filter(({ spec }) => spec.hasUnclipped).length
  return views.flatMap(({ id, label, style, spec, series }) => {
    const column = effective ? 'effectiveStep' : 'stepSize'
    const main: ChartSeries = {
      ...style,
      id: `${id} ${column}`,
      label,
      points: series ? pointsOf(series, column, view) : [],
      ...(series ? { valueAt: valueAtStep(series, column) } : {}),
    }
    if (!series || effective || !spec.hasUnclipped) return [main]
    const legend = clipping <= MOST_DETAILED
    const unclipped: ChartSeries = {
      id: `${id} unclipped`,
      label,
      part: 'unclipped',
      color: style.color,
      markers: 'none',
      width: 1.25,
      opacity: 0.45,
      legend,
      points: pointsOf(series, 'unclipped', view),
      valueAt: valueAtStep(series, 'unclipped'),
    }
    const maxLr: ChartSeries = {
      id: `${id} maxLr`,
      label,
      part: 'maxLr',
      color: style.color,
      markers: 'none',
      dash: '3 4',
      width: 1.25,
      opacity: 0.8,
      legend,
      points: pointsOf(series, 'maxLr', view),
      valueAt: valueAtStep(series, 'maxLr'),
    }
    return [main, unclipped, maxLr]
  })
}

/** Where the clip was active. */
export function clippedRanges(views: readonly RunView[], view: AxisView): ShadedRange[] {
  return views.flatMap(({ spec, series, style }) =>
    series && spec.hasUnclipped
      ? flaggedStretches(columnOf(series, 'clipped'), view.domain, view.buckets).map((stretch) => ({
          ...stretch,
          color: style.color,
        }))
      : [],
  )
}
