import { totalsOf } from '../../state/series/runTotals'
import { seriesStore, usePlayground } from '../../state/store/store'

/** Whether the clip of some run has acted since the last reset. */
export const useClipSeen = (): boolean =>
  usePlayground(({ runs }) => runs.some(({ id }) => totalsOf(seriesStore.get(id)).clipped > 0))
