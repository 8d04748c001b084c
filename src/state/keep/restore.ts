/** Bringing a kept experiment back onto the page. */
import type { Experiment } from '../../experiment/experiment'
import { decodeLink } from '../../experiment/link'
import { addNotice, type StoreContext } from '../context'
import { withCurrentRuns } from '../ghosts'
import { initialState } from '../initialState'
import type { RunStatus } from '../playground'
import { resume } from '../recovery'
import { foldTake, seedWords, type SeedTake } from '../repeat/seeds'
import { offerUndo, rememberPage } from '../undo'
import { controlsOf } from './controls'
import type { SavedExperiment } from './records'
import { isAtEnd, type RevivedTake } from './repeated'
import type { Revived } from './revive'

/** Seeds that are done, under the ids that the runs have now. */
function takesOf(
  runs: readonly RunStatus[],
  experiment: Experiment,
  takes: readonly RevivedTake[],
): SeedTake[] {
  const ids = runs.flatMap(({ id, workerRun }) => (workerRun === null ? [] : [{ id, workerRun }]))
  return takes.map(({ seed, series, diverged, hashes }) => {
    const take = {
      ...{ seed, hashes },
      series: new Map(ids.map(({ id, workerRun }) => [id, series[workerRun]!])),
      diverged: new Map(
        ids.flatMap(({ id, workerRun }) => {
          const at = diverged[workerRun] ?? null
          return at ? [[id, at] as const] : []
        }),
      ),
    }
    foldTake(take, experiment)
    return take
  })
}

/** Experiment, numbers and snapshot take the page's place; training waits for Train. */
function putBack(
  { get, set, series, recovery }: StoreContext,
  saved: SavedExperiment,
  revived: Revived,
  wanted: Experiment,
  takes: readonly RevivedTake[] = [],
): void {
  const { hashes, stepsPerEpoch, experiment } = saved
  const { ghosts, notices, seriesVersion } = get()
  const controls = controlsOf(saved, revived, wanted)
  series.restore(
    controls.runs.flatMap(({ id, workerRun }) =>
      workerRun === null ? [] : [[id, revived.series[workerRun]!] as const],
    ),
  )
  recovery.forget()
  recovery.snapshot = revived.snapshot
  set({
    ...initialState(controls.experiment, []),
    ...controls,
    loaded: experiment,
    takes: takesOf(controls.runs, experiment, takes),
    seedDone: isAtEnd(saved, revived.step),
    ...{ step: revived.step, hashes, stepsPerEpoch, ghosts, notices },
    seriesVersion: seriesVersion + 1,
  })
}

const steps = (count: number) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'step' : 'steps'}`

/**
 * At the start of a visit: there is nothing to be replaced.
 * @param wanted what the controls showed; may be ahead of the numbers
 * @param takes the seeds that were done before
 */
export function bringBack(
  context: StoreContext,
  saved: SavedExperiment,
  revived: Revived,
  wanted: Experiment,
  takes: readonly RevivedTake[],
): void {
  const { wantsTraining } = context.get()
  putBack(context, saved, revived, wanted, takes)
  context.set({ wantsTraining })
  resume(context)
  addNotice(
    context,
    'info',
    `The numbers of your last visit are back: ${steps(revived.step)}${seedWords(context.get())}. ` +
      'Train goes on from there; ' +
      'Reset starts over.',
  )
}

/** From the list, in place of what is on the page. */
export function openSaved(context: StoreContext, saved: SavedExperiment, revived: Revived): void {
  const undo = rememberPage(context)
  context.set({
    wantsTraining: false,
    ghosts: withCurrentRuns(context.get(), context.series),
  })
  putBack(context, saved, revived, decodeLink(saved.link).experiment)
  resume(context)
  offerUndo(context, 'A saved experiment was opened.', undo)
}
