import { useMemo } from 'react'
import { stripSpreads, type StripSpread } from '../../state/strip/spread'
import { useStrip } from '../../state/strip/useStrip'

/** What the strip on the page has come to so far, over its seeds. */
export function useSpreads(optimizers: readonly string[]): readonly StripSpread[] {
  const points = useStrip((state) => state.points)
  const list = optimizers.join()
  return useMemo(() => stripSpreads(points, list.split(',')), [points, list])
}
