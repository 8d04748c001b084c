import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { runLabels } from '../../experiment/labels'
import type { MetricColumn } from '../../spec/metrics'
import { describedExperiment } from '../../state/experiment/pending'
import { trainedRuns } from '../../state/experiment/runList'
import { seriesStore, usePlayground } from '../../state/store/store'
import type { Finding, Scene } from './scene'
import { isSceneExperiment, lastStepOf } from './sceneExperiment'

export interface SceneState {
  /** The page has the scene's experiment. */
  readonly isHere: boolean
  readonly lastStep: number
  /** What came out, once it has been trained to its end. */
  readonly finding: Finding | null
}

/** Where a scene stands on the page, and what came out of it. */
export function useScene(scene: Scene): SceneState {
  const experiment = usePlayground(describedExperiment)
  const ids = usePlayground(useShallow((state) => trainedRuns(state).map(({ id }) => id)))
  const diverged = usePlayground((state) => state.session.diverged)
  // The series are read again when they have grown.
  usePlayground((state) => state.seriesVersion)
  const isHere = useMemo(() => isSceneExperiment(scene, experiment), [scene, experiment])
  const lastStep = useMemo(() => lastStepOf(scene), [scene])

  const labels = runLabels(experiment.runs)
  const runs = ids.map((id, i) => {
    const series = seriesStore.get(id)
    return {
      label: labels[i]!,
      diverged: diverged.has(id),
      endStep: series?.endStep ?? 0,
      values: (column: MetricColumn) => series?.values(column) ?? new Float32Array(),
    }
  })
  const isDone =
    isHere &&
    runs.length === experiment.runs.length &&
    runs.every((run) => run.diverged || run.endStep >= lastStep)
  const finding = isDone ? scene.measure({ runs, edits: experiment.edits }) : null
  return { isHere, lastStep, finding }
}
