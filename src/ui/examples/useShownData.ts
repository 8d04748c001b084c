import { useMemo } from 'react'
import { dataShape, datasetSpec } from '../../data/specs'
import { runLabels } from '../../experiment/labels'
import { classNamesOf, useUserData } from '../../state/userData/userDataStore'
import { usePlayground } from '../../state/store/store'
import { type RunStyle, runStyle } from '../chartPanels/runStyle'

export interface ShownRun {
  /** As the worker counts. */
  readonly workerRun: number
  readonly label: string
  readonly style: RunStyle
}

/** The data that are trained on, and the runs that train, as the panel shows them. */
export function useShownData() {
  const data = usePlayground(({ loaded, experiment }) => (loaded ?? experiment).data)
  const loss = usePlayground(({ loaded, experiment }) => (loaded ?? experiment).loss)
  const configs = usePlayground(({ experiment }) => experiment.runs)
  const statuses = usePlayground((state) => state.runs)
  const held = useUserData((state) => state.held)
  return useMemo(() => {
    const { input, classNames, testCount } = dataShape(data)
    const labels = runLabels(configs)
    const runs = statuses.flatMap(({ workerRun, id, hidden }, i): ShownRun[] =>
      workerRun === null || hidden ? [] : [{ workerRun, label: labels[i]!, style: runStyle(id) }],
    )
    return {
      input,
      loss,
      testCount,
      areImages: datasetSpec(data.id).kind === 'images',
      classNames: held.length > 0 ? classNamesOf(data, classNames) : classNames,
      runs,
    }
  }, [data, loss, configs, statuses, held])
}

export type ShownData = ReturnType<typeof useShownData>
