import { useMemo } from 'react'
import { configsInForce } from '../../state/experiment/runList'
import { seriesStore, usePlayground } from '../../state/store/store'
import { type RunView, runViews } from './runViews'

/**
 * The runs in training that are shown: of several seeds, the current one.
 * @param version of the numbers that are drawn
 */
export function useLiveViews(version: number): readonly RunView[] {
  const configs = usePlayground((state) => state.experiment.runs)
  const shown = usePlayground((state) =>
    state.runs.map(({ id, hidden }) => `${id}${hidden ? ' hidden' : ''}`).join(),
  )
  return useMemo(
    () => {
      const state = usePlayground.getState()
      return runViews(state.runs, configsInForce(state), seriesStore)
    },
    // The series of a run exist from its first number on, and grow.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shown, configs, version],
  )
}
