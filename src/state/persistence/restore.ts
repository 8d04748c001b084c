/** Bringing a kept experiment back onto the page. */
import type { Experiment } from '../../experiment/experiment'
import { decodeLink } from '../../experiment/link'
import type { RunId } from '../../spec/runId'
import type { SessionSnapshot } from '../../worker/protocol'
import { addNotice, type StoreContext } from '../store/context'
import { withCurrentRuns } from '../experiment/previousRuns'
import { newSession, type Divergence, type FinishedSeed } from '../session/session'
import { offerPreviousRuns } from '../session/previousRunOffer'
import { resume } from '../session/resume'
import { foldFinishedSeed, seedSuffix } from '../seeds/seeds'
import { offerUndo, rememberPage } from '../session/undo'
import { controlsOf } from './restoreControls'
import type { SavedExperiment } from './records'
import { restoreStudies } from './savedStudies'
import { isAtEnd, type RestoredSeed } from './savedSeeds'
import type { RestoredExperiment } from './deserialize'
import { backSentence, COPY, missingWords } from './restoredWords'

/** Seeds that are done, under the ids that the runs have now. */
function finishedSeedsOf(
  runIds: readonly RunId[],
  experiment: Experiment,
  finishedSeeds: readonly RestoredSeed[],
): FinishedSeed[] {
  return finishedSeeds.map(({ seed, series, diverged, hashes }) => {
    const finished: FinishedSeed = {
      ...{ seed, hashes },
      series: new Map(runIds.map((id, run) => [id, series[run]!])),
      diverged: new Map(
        runIds.flatMap((id, run): [RunId, Divergence][] => {
          const at = diverged[run] ?? null
          return at ? [[id, at]] : []
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
  const { previousRuns, notices, isInspecting, seriesVersion } = get()
  const { controls, session } = controlsOf(saved, restored, wanted)
  series.restore(session.runIds.map((id, run) => [id, restored.series[run]!]))
  recovery.forget()
  recovery.snapshot = snapshotById(restored.snapshot, session.runIds)
  set({
    ...controls,
    ...{ previousRuns, notices, isInspecting, wantsTraining: false },
    session: newSession({
      ...{ ...session, experiment, hashes, stepsPerEpoch, step: restored.step },
      ...restoreStudies(saved.studies, saved.keys, session.runIds),
      finishedSeeds: finishedSeedsOf(session.runIds, experiment, finishedSeeds),
      seedDone: isAtEnd(saved, restored.step),
    }),
    seriesVersion: seriesVersion + 1,
  })
}

/** A snapshot whose runs are counted, by the ids that they have now. */
function snapshotById(
  snapshot: RestoredExperiment['snapshot'],
  runIds: readonly RunId[],
): SessionSnapshot | null {
  return (
    snapshot && {
      ...snapshot,
      runs: snapshot.runs.map((run) => ({ ...run, run: runIds[run.run]! })),
    }
  )
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
  const putAway = withCurrentRuns(context.get(), context.series)
  context.set({ wantsTraining: false, previousRuns: [] })
  putBack(context, saved, restored, decodeLink(saved.link).experiment, finishedSeeds)
  resume(context)
  const fate = offerPreviousRuns(context, putAway)
  const words = [
    `A saved experiment was opened.${fate}`,
    missingWords(restored),
    isCopy ? COPY : '',
  ]
  offerUndo(context, words.filter((one) => one !== '').join(' '), undo)
}
