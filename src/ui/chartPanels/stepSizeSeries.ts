/** Lines of the step-size chart. Never smoothed: every step is one decision of the rule. */
import { flaggedStretches, type Stretch } from '../../charts/decimate'
import type { ShadeName } from '../../charts/picture'
import type { ChartSeries, ShadedRange } from '../../charts/types'
import { formatNumber } from '../../experiment/optionText'
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { SeriesView } from '../../state/seeds/seedSpread'
import { type AxisView, columnOf, drawnColumn, type LineView, valueAtStep } from './runViews'
import { stepsOf } from './timeline'

/** Above this many runs with a clip, legend and line ends name their step sizes only. */
const MOST_DETAILED = 2

/**
 * @param fitsAll the ends of the y axis fit every line; otherwise those of rules with a clip, which
 *   are what the chart is about
 */
export function stepSizeSeries(
  views: readonly LineView[],
  view: AxisView,
  effective: boolean,
  fitsAll = true,
): ChartSeries[] {
  const isDetailed = views.filter(({ spec }) => spec.hasUnclipped).length <= MOST_DETAILED
  return views.flatMap(({ id, label, shortLabel = label, style, spec, series, spread }) => {
    const column = effective ? 'effectiveStep' : 'stepSize'
    const main: ChartSeries = {
      ...style,
      id: `${id} ${column}`,
      label,
      endLabel: shortLabel,
      isFitted: fitsAll || spec.hasUnclipped,
      column: effective ? 'effective step' : 'step size',
      formatExact: formatFloat32,
      ...drawnColumn({ series, spread }, column, view),
      ...(series ? { valueAt: valueAtStep(series, column, view.timeline) } : {}),
    }
    if (effective || !spec.hasUnclipped) return [main]
    const rest = {
      label,
      color: style.color,
      markers: 'none',
      width: 1.25,
      legend: isDetailed,
      formatExact: formatFloat32,
    } as const
    const unclipped: ChartSeries = {
      ...rest,
      id: `${id} unclipped`,
      part: 'unclipped',
      ...(isDetailed ? { endLabel: 'unclipped' } : {}),
      opacity: 0.45,
      ...drawnColumn({ series }, 'unclipped', view),
      ...(series ? { valueAt: valueAtStep(series, 'unclipped', view.timeline) } : {}),
    }
    if (!hasLimit(spec)) return [main, unclipped]
    const limit: ChartSeries = {
      ...rest,
      id: `${id} maxLr`,
      part: limitName(spec),
      ...(isDetailed ? { endLabel: limitLabel(spec, series) } : {}),
      dash: '3 4',
      opacity: 0.8,
      ...drawnColumn({ series }, 'maxLr', view),
      ...(series ? { valueAt: valueAtStep(series, 'maxLr', view.timeline) } : {}),
    }
    return [main, unclipped, limit]
  })
}

/** Not every rule with an unclipped step cuts it to a limit. */
const hasLimit = ({ rule }: OptimizerSpec): boolean => rule.results.limit !== undefined

/** The option that is the limit, or what rules call one that they work out. */
const limitName = ({ limitKey }: OptimizerSpec): string => limitKey ?? 'limit'

function limitLabel(spec: OptimizerSpec, series: SeriesView | undefined): string {
  const last = series?.values('maxLr').at(-1)
  if (last === undefined || !Number.isFinite(last)) return limitName(spec)
  return `${limitName(spec)} ${formatNumber(Number(last.toPrecision(4)))}`
}

/** Whose clip a tint is; of many, that each has the color of its run. */
export function clipNames(
  views: readonly Pick<LineView, 'spec' | 'label' | 'style'>[],
): ShadeName[] {
  const clipping = views.filter(({ spec }) => hasLimit(spec))
  if (clipping.length > MOST_DETAILED)
    return [{ color: null, label: 'clipped, in the color of the run' }]
  return clipping.map(({ label, style }) => ({ color: style.color, label: `${label} clipped` }))
}

/** Where the clip was active. */
export function clippedRanges(views: readonly LineView[], view: AxisView): ShadedRange[] {
  const { toX } = view.timeline
  return views.flatMap(({ spec, series, style }) =>
    series && spec.hasUnclipped
      ? [
          ...foldedStretches(series),
          ...flaggedStretches(
            columnOf(series, 'clipped'),
            stepsOf(view.timeline, view.domain),
            view.buckets,
          ),
        ].map(({ x0, x1, strength }) => ({
          x0: toX(x0),
          x1: toX(x1),
          strength,
          color: style.color,
        }))
      : [],
  )
}

/** Old steps, of which is known whether all, some or none in a bucket were clipped. */
function foldedStretches({ folded }: SeriesView): Stretch[] {
  if (!folded) return []
  const [min, max] = [folded.values('clipped', 'min'), folded.values('clipped', 'max')]
  const stretches: Stretch[] = []
  for (let i = 0; i < folded.length; i++) {
    if (!(max[i]! > 0)) continue
    const strength = min[i]! > 0 ? 1 : 0.5
    const x0 = folded.firstStep + i * folded.size - 0.5
    const x1 = x0 + folded.size
    const previous = stretches.at(-1)
    if (previous?.x1 === x0 && previous.strength === strength)
      stretches[stretches.length - 1] = { ...previous, x1 }
    else stretches.push({ x0, x1, strength })
  }
  return stretches
}
