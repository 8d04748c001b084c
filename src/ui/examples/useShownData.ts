import { trainedSettings } from '../../state/experiment/runList'
import { useMemo } from 'react'
import { dataShape, datasetSpec } from '../../data/specs'
import type { RunId } from '../../spec/runId'
import { runLabels } from '../../experiment/labels'
import { classNamesOf, useUserData } from '../../state/userData/userDataStore'
import { usePlayground } from '../../state/store/store'
import { type RunStyle, runStyle } from '../chartPanels/runStyle'

export interface ShownRun {
  readonly id: RunId
  readonly label: string
  readonly style: RunStyle
}

/** The data that are trained on, and the runs that train, as the panel shows them. */
export function useShownData() {
  const data = usePlayground((state) => trainedSettings(state).data)
  const loss = usePlayground((state) => trainedSettings(state).loss)
  const configs = usePlayground(({ experiment }) => experiment.runs)
  const statuses = usePlayground((state) => state.runs)
  const runIds = usePlayground((state) => state.session.runIds)
  const held = useUserData((state) => state.held)
  return useMemo(() => {
    const { input, classNames, testCount } = dataShape(data)
    const labels = runLabels(configs)
    const runs = statuses.flatMap(({ id, hidden }, i): ShownRun[] =>
      hidden || !runIds.includes(id) ? [] : [{ id, label: labels[i]!, style: runStyle(id) }],
    )
    return {
      input,
      loss,
      testCount,
      areImages: datasetSpec(data.id).kind === 'images',
      classNames: held.length > 0 ? classNamesOf(data, classNames) : classNames,
      runs,
    }
  }, [data, loss, configs, statuses, runIds, held])
}

export type ShownData = ReturnType<typeof useShownData>
