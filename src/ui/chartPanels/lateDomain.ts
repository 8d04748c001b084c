import { niceDomain } from '../../charts/scale'
import type { ChartSeries, Domain } from '../../charts/types'

/** Part of the axis at its start that does not decide the ends of the y axis. */
const EARLY = 0.25

/**
 * Ends of an accuracy axis that fit what comes after the steep start, since the differences that
 * matter then are a few per cent. Raw lines in the background do not count.
 * @param early share of the axis that is the start
 */
export function lateDomain(series: readonly ChartSeries[], domain: Domain, early = EARLY): Domain {
  const from = domain[0] + early * (domain[1] - domain[0])
  let low = 1
  for (const { points, legend, band = [] } of series) {
    if (legend === false) continue
    for (const { x, y } of points) if (y !== null && x >= from && x <= domain[1] && y < low) low = y
    for (const { x, low: y } of band)
      if (y !== null && x >= from && x <= domain[1] && y < low) low = y
  }
  return low >= 1 ? [0, 1] : [Math.max(0, niceDomain([low, 1], 'linear')[0]), 1]
}
