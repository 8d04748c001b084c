import { useMemo } from 'react'
import { sweepSpreads, type SweepSpread } from '../../state/sweep/sweepSpread'
import { useSweep } from '../../state/sweep/useSweep'

/** What the sweep on the page has come to so far, over its seeds. */
export function useSpreads(optimizers: readonly string[]): readonly SweepSpread[] {
  const points = useSweep((state) => state.points)
  const list = optimizers.join()
  return useMemo(() => sweepSpreads(points, list.split(',')), [points, list])
}
