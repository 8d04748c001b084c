/** 2 / λ_max in the step-size chart: how far gradient descent could go, where that was measured. */
import type { ChartSeries, Point } from '../../charts/types'
import type { StepInstrumentColumn } from '../../spec/instruments'
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { SeriesView } from '../../state/seeds/seedSpread'
import type { AxisView, LineView } from './runViews'

const COLUMN: StepInstrumentColumn = 'stable_step_size'
const NAME = '2/λ_max'

export function stableSizeSeries(
  views: readonly LineView[],
  { timeline }: AxisView,
): ChartSeries[] {
  return views.flatMap(({ id, label, style, series }): ChartSeries[] => {
    const measured = series ? measuredSizes(series) : []
    if (measured.length === 0) return []
    const points = measured.map(({ step, size }): Point => ({ x: timeline.toX(step), y: size }))
    return [
      {
        id: `${id} ${COLUMN}`,
        label,
        part: NAME,
        color: style.color,
        dash: '8 3 2 3',
        markers: measured.length === 1 ? 'each' : 'none',
        width: 1.25,
        legend: false,
        endLabel: NAME,
        column: NAME,
        formatExact: formatFloat32,
        points,
        valueAt: (x) => {
          const step = timeline.toStep(x)
          return measured.findLast((one) => one.step <= step + 0.5)?.size ?? null
        },
      },
    ]
  })
}

/** In the order of their steps; of old steps the largest of each group that is kept together. */
function measuredSizes(series: SeriesView) {
  const { firstStep, folded } = series
  if (!series.columns?.includes(COLUMN)) return []
  const found: { step: number; size: number }[] = []
  folded?.column(COLUMN, 'max').forEach((size, i) => {
    if (size > 0) found.push({ step: folded.firstStep + i * folded.size, size })
  })
  series.column?.(COLUMN).forEach((size, row) => {
    if (size > 0) found.push({ step: firstStep + row, size })
  })
  return found
}
