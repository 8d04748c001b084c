import { useEffect, useMemo, useState } from 'react'
import { isOpeningExperiment } from '../../experiment/openingExperiment'
import { describedExperiment } from '../../state/experiment/pending'
import type { RunSeries } from '../../state/series/series'
import { usePlayground } from '../../state/store/store'
import type { PreviousRunView } from '../chartPanels/previousRunViews'
import type { RunView } from '../chartPanels/runViews'
import { timelineOf, type XUnit } from '../chartPanels/timeline'

const NONE: readonly PreviousRunView[] = []

/**
 * The recorded first steps of the experiment that the page opens with, in place of empty charts:
 * until the first point comes, and while nothing of that experiment has been changed.
 * @param isEmpty whether there is nothing else to see
 */
export function useRecordedViews(
  live: readonly RunView[],
  unit: XUnit,
  isEmpty: boolean,
): readonly PreviousRunView[] {
  const isOpening = usePlayground((state) => isOpeningExperiment(describedExperiment(state)))
  const isWanted = isEmpty && isOpening
  const [recorded, setRecorded] = useState<readonly RunSeries[] | null>(null)
  const isMissing = isWanted && recorded === null
  useEffect(() => {
    if (!isMissing) return
    // Where it does not arrive, the charts are as empty as they were.
    import('./recordedRuns').then(
      ({ recordedRuns }) => setRecorded(recordedRuns),
      (error: unknown) => console.error(error),
    )
  }, [isMissing])
  const batch = usePlayground(({ experiment }) => experiment.batch)
  const stepsPerEpoch = usePlayground(({ experiment: { examples, batch } }) =>
    Math.max(1, Math.floor(examples / batch)),
  )
  return useMemo(() => {
    if (!isWanted || !recorded) return NONE
    return live.flatMap((view): PreviousRunView[] => {
      const series = recorded[view.run]
      if (!series) return []
      return [
        {
          ...view,
          // Apart from the ids of previous runs and of seeds.
          id: -1_000_000 - view.id,
          label: `${view.label}, recorded`,
          // Over the lines stands that they are recorded.
          shortLabel: view.label,
          series,
          isInFront: true,
          timeline: timelineOf(unit, { batch, stepsPerEpoch, series }),
        },
      ]
    })
  }, [isWanted, recorded, live, unit, batch, stepsPerEpoch])
}
