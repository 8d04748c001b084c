/** A chart in words, for people who do not see it. */
import { lastX, latestPoint } from './lookup'
import type { ChartSeries, Domain, ShadedRange } from './types'

/** "ALI-G", "ALI-G test". */
export const nameOf = ({ label, part }: ChartSeries) => (part ? `${label} ${part}` : label)

export function summarise(
  series: readonly ChartSeries[],
  xDomain: Domain,
  xLabel: string,
  formatX: (x: number) => string,
  formatY: (y: number) => string,
  shaded: readonly ShadedRange[] = [],
  shadedMeaning = 'shaded',
): string {
  const drawn = series.filter((one) => latestPoint(one.points))
  if (drawn.length === 0) return 'No points yet.'
  const latest = drawn
    .filter((one) => one.legend !== false)
    .map((one) => `${nameOf(one)} ${formatY(latestPoint(one.points)!.y!)}`)
  // The axis may be longer than the lines.
  const end = Math.min(xDomain[1], lastX(drawn, xDomain))
  const range = `${xLabel} ${formatX(xDomain[0])} to ${formatX(end)}`
  const count = `${shaded.length} ${shaded.length === 1 ? 'stretch' : 'stretches'}`
  const stretches = shaded.length > 0 ? ` ${count} ${shadedMeaning}.` : ''
  const lines = `${drawn.length} ${drawn.length === 1 ? 'line' : 'lines'} over ${range}.`
  // Lines that have no place in the legend have no name to go by.
  const values = latest.length > 0 ? ` Latest values: ${latest.join(', ')}.` : ''
  return `${lines}${values}${stretches}`
}
