/**
 * The file that was opened last: until its experiment is trained here, its numbers stand for those
 * of the page, so that what can be done with a training can be done with them.
 */
import { create, type StoreApi } from 'zustand'
import type { Experiment } from '../../experiment/experiment'
import { encodeLink } from '../../experiment/link'
import type { PreviousRun } from '../experiment/previousRun'
import { shownExperiment } from '../experiment/runList'
import { hasNumbers } from '../seeds/seeds'
import type { PlaygroundState } from '../types'
import type { ImportedExperiment, ImportedRun } from './importedExperiment'

/** A file with an experiment. */
export interface OpenedFile extends ImportedExperiment {
  readonly experiment: Experiment
}

interface OpenedState {
  readonly opened: OpenedFile | null
}

export const useOpened = create<OpenedState>()(() => ({ opened: null }))

let stop = () => {}

/** Holds a file until the page has numbers of its own. */
export function holdOpened(
  imported: ImportedExperiment,
  page: Pick<StoreApi<PlaygroundState>, 'subscribe'>,
): void {
  const { experiment } = imported
  if (!experiment) return
  stop()
  useOpened.setState({ opened: { ...imported, experiment } })
  stop = page.subscribe((state) => {
    if (!hasNumbers(state)) return
    stop()
    useOpened.setState({ opened: null })
  })
}

/** What is trained; how it is shown and called has no part in it. */
export const trainingOf = (experiment: Experiment) =>
  encodeLink({
    ...experiment,
    ...{ name: '', embed: false, view: {}, unknown: [] },
    runs: experiment.runs.map(({ name: _, ...config }) => config),
  })

const isDrawn = ({ series }: ImportedRun, previousRuns: readonly Pick<PreviousRun, 'series'>[]) =>
  previousRuns.some((previousRun) => previousRun.series === series)

/**
 * The opened file where its numbers are those of the experiment on the page, without runs that
 * were forgotten; null otherwise.
 */
export function openedFor(
  opened: OpenedFile | null,
  state: Pick<
    PlaygroundState,
    'experiment' | 'runs' | 'scheduledEdits' | 'session' | 'previousRuns'
  >,
): OpenedFile | null {
  if (!opened || hasNumbers(state)) return null
  if (trainingOf(opened.experiment) !== trainingOf(shownExperiment(state))) return null
  const runs = opened.runs.filter((run) => isDrawn(run, state.previousRuns))
  if (runs.length === 0) return null
  const isLeft = ({ run }: ImportedRun) => runs.some((one) => one.run === run)
  return {
    ...opened,
    runs,
    ...(opened.seeds && {
      seeds: opened.seeds.map((seed) => ({ ...seed, runs: seed.runs.filter(isLeft) })),
    }),
  }
}
