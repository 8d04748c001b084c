/** Bringing a kept experiment back onto the page. */
import type { Experiment } from '../../experiment/experiment'
import { decodeLink } from '../../experiment/link'
import { addNotice, type StoreContext } from '../store/context'
import { withCurrentRuns } from '../experiment/previousRuns'
import { initialState } from '../store/initialState'
import type { FinishedSeed, RunStatus } from '../types'
import { resume } from '../session/resume'
import { foldFinishedSeed, seedSuffix } from '../seeds/seeds'
import { offerUndo, rememberPage } from '../session/undo'
import { controlsOf } from './restoreControls'
import type { SavedExperiment } from './records'
import { isAtEnd, type RestoredSeed } from './savedSeeds'
import type { RestoredExperiment } from './deserialize'
import { backSentence, COPY, missingWords } from './restoredWords'

/** Seeds that are done, under the ids that the runs have now. */
function finishedSeedsOf(
  runs: readonly RunStatus[],
  experiment: Experiment,
  finishedSeeds: readonly RestoredSeed[],
): FinishedSeed[] {
  const ids = runs.flatMap(({ id, workerRun }) => (workerRun === null ? [] : [{ id, workerRun }]))
  return finishedSeeds.map(({ seed, series, diverged, hashes }) => {
    const finished = {
      ...{ seed, hashes },
      series: new Map(ids.map(({ id, workerRun }) => [id, series[workerRun]!])),
      diverged: new Map(
        ids.flatMap(({ id, workerRun }) => {
          const at = diverged[workerRun] ?? null
          return at ? [[id, at] as const] : []
        }),
      ),
    }
    foldFinishedSeed(finished, experiment)
    return finished
  })
}

/** Experiment, numbers and snapshot take the page's place; training waits for Train. */
function putBack(
  { get, set, series, recovery }: StoreContext,
  saved: SavedExperiment,
  restored: RestoredExperiment,
  wanted: Experiment,
  finishedSeeds: readonly RestoredSeed[],
): void {
  const { hashes, stepsPerEpoch, experiment } = saved
  const { previousRuns, notices, seriesVersion } = get()
  const controls = controlsOf(saved, restored, wanted)
  series.restore(
    controls.runs.flatMap(({ id, workerRun }) =>
      workerRun === null ? [] : [[id, restored.series[workerRun]!] as const],
    ),
  )
  recovery.forget()
  recovery.snapshot = restored.snapshot
  set({
    ...initialState(controls.experiment, []),
    ...controls,
    loaded: experiment,
    finishedSeeds: finishedSeedsOf(controls.runs, experiment, finishedSeeds),
    seedDone: isAtEnd(saved, restored.step),
    ...{ step: restored.step, hashes, stepsPerEpoch, previousRuns, notices },
    seriesVersion: seriesVersion + 1,
  })
}

/**
 * At the start of a visit: there is nothing to be replaced.
 * @param wanted what the controls showed; may be ahead of the numbers
 * @param finishedSeeds the seeds that were done before
 * @param isCopy another tab goes on with the record
 */
export function bringBack(
  context: StoreContext,
  saved: SavedExperiment,
  restored: RestoredExperiment,
  wanted: Experiment,
  finishedSeeds: readonly RestoredSeed[],
  isCopy: boolean,
): void {
  const { wantsTraining } = context.get()
  putBack(context, saved, restored, wanted, finishedSeeds)
  context.set({ wantsTraining })
  resume(context)
  addNotice(context, 'info', backSentence(restored, isCopy, seedSuffix(context.get())))
}

/** In place of what is on the page; that can be brought back. */
export function openSaved(
  context: StoreContext,
  saved: SavedExperiment,
  restored: RestoredExperiment,
  finishedSeeds: readonly RestoredSeed[],
  isCopy: boolean,
): void {
  const undo = rememberPage(context)
  context.set({
    wantsTraining: false,
    previousRuns: withCurrentRuns(context.get(), context.series),
  })
  putBack(context, saved, restored, decodeLink(saved.link).experiment, finishedSeeds)
  resume(context)
  const words = ['A saved experiment was opened.', missingWords(restored), isCopy ? COPY : '']
  offerUndo(context, words.filter((one) => one !== '').join(' '), undo)
}
