import { useMemo } from 'react'
import { conditionsOf, shownPreviousRuns } from '../../state/experiment/comparable'
import type { PreviousRun } from '../../state/experiment/previousRun'
import { trainedSettings } from '../../state/experiment/runList'
import { usePlayground } from '../../state/store/store'

/** The earlier runs that stand beside what is trained now. */
export function usePreviousRuns(): readonly PreviousRun[] {
  const all = usePlayground((state) => state.previousRuns)
  const conditions = usePlayground((state) => conditionsOf(trainedSettings(state)))
  return useMemo(() => shownPreviousRuns(all, conditions), [all, conditions])
}
