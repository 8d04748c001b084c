/** Lines of the two charts of norms: of the gradient, and of the weights with their ball. */
import type { ChartSeries } from '../../charts/types'
import { formatNumber } from '../../experiment/optionText'
import { formatFloat32 } from '../../state/export/formatFloat32'
import { type RadiusChange, radiusAt, radiusPoints } from './radius'
import { type AxisView, drawnColumn, type LineView, valueAtStep } from './runViews'

const root = (value: number | null) => (value === null ? null : Math.sqrt(value))

/** |g|; the table also has |g|², which is what is recorded and what the formula divides by. */
export function gradientSeries(views: readonly LineView[], view: AxisView): ChartSeries[] {
  return views.map(({ id, label, shortLabel = label, style, series, spread }) => {
    const line = {
      ...style,
      id: `${id} gradient`,
      label,
      endLabel: shortLabel,
      width: 1.5,
      column: '‖g‖',
    }
    if (!series) return { ...line, points: [] }
    const squared = valueAtStep(series, 'gradNormSq', view.timeline)
    return {
      ...line,
      ...drawnColumn({ series, spread }, 'gradNormSq', view, Math.sqrt),
      valueAt: (x) => root(squared(x)),
      extraColumns: [
        {
          name: '‖g‖²',
          textAt: (x) => {
            const value = squared(x)
            return value === null ? null : formatFloat32(value)
          },
        },
      ],
    }
  })
}

/** |w|, and the radius of the ball that keeps it where one is set. */
export function weightSeries<V extends LineView>(
  views: readonly V[],
  view: AxisView,
  radiusOf: (view: V) => readonly RadiusChange[],
): ChartSeries[] {
  return views.flatMap((of) => {
    const { id, label, shortLabel = label, style, series, spread } = of
    const norm: ChartSeries = {
      ...style,
      id: `${id} weights`,
      label,
      endLabel: shortLabel,
      column: '‖w‖',
      width: 1.5,
      formatExact: formatFloat32,
      ...drawnColumn({ series, spread }, 'weightNorm', view),
      ...(series ? { valueAt: valueAtStep(series, 'weightNorm', view.timeline) } : {}),
    }
    const changes = radiusOf(of)
    if (changes.every(({ radius }) => radius === null)) return [norm]
    const { toX, toStep } = view.timeline
    const radius: ChartSeries = {
      id: `${id} radius`,
      label,
      part: 'radius',
      endLabel: 'radius',
      color: style.color,
      dash: '3 4',
      markers: 'none',
      width: 1.25,
      opacity: 0.8,
      formatExact: formatNumber,
      points: radiusPoints(changes, Math.max(series?.endStep ?? 0, toStep(view.domain[1]))).map(
        ({ x, y }) => ({ x: toX(x), y }),
      ),
      valueAt: (x) => radiusAt(changes, Math.round(toStep(x))),
    }
    return [norm, radius]
  })
}
