/** What can be done with the saved experiments. */
import { runLabels } from '../../experiment/labels'
import { withForeignRuns } from '../ghosts'
import { foreignRuns } from '../recording/overlay'
import type { Recording } from '../recording/recording'
import { say } from '../say'
import { storeContext, usePlayground } from '../store'
import { titleOf } from './describe'
import { keeper } from './keeping'
import { refreshSaved } from './list'
import { database } from './place'
import { openSaved } from './restore'
import { revive } from './revive'

/** Does something to the database; what goes wrong is said. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(error)
    say('warning', 'The saved experiments could not be changed. Reload the page and try again.')
  }
  await refreshSaved()
}

async function readSaved(id: string) {
  await keeper.flush(usePlayground.getState())
  const saved = await database.read(id)
  if (!saved) throw new Error(`the saved experiment ${id} cannot be read`)
  return saved
}

export const openById = (id: string): Promise<void> =>
  attempt(async () => {
    if (keeper.idOf(usePlayground.getState()) === id) return
    const saved = await readSaved(id)
    const revived = revive(saved)
    keeper.adopt(saved.description, revived.series, nextSequence(saved.chunks), revived.snapshot)
    openSaved(storeContext(), saved.description, revived)
  })

/** One past the last chunk that is there. */
export const nextSequence = (chunks: readonly { readonly sequence: number }[]): number =>
  (chunks.at(-1)?.sequence ?? -1) + 1

/** Its numbers, for a comparison or to be drawn behind those of the page. */
async function recordingOf(id: string): Promise<Recording> {
  const saved = await readSaved(id)
  const { experiment, hashes } = saved.description
  const labels = runLabels(experiment.runs)
  const runs = revive(saved).series.map((series, run) => ({
    run,
    optimizer: experiment.runs[run]!.optimizer,
    label: labels[run]!,
    series,
  }))
  return { source: titleOf(saved.description), experiment, runs, hashes }
}

export const overlayById = (id: string): Promise<void> =>
  attempt(async () => {
    const recording = await recordingOf(id)
    const { ghosts, experiment } = usePlayground.getState()
    usePlayground.setState({
      ghosts: withForeignRuns(ghosts, foreignRuns(recording, experiment)),
    })
  })

export const renameById = (id: string, name: string): Promise<void> =>
  attempt(async () => {
    keeper.rename(usePlayground.getState(), id, name)
    await database.rename(id, name)
  })

export const deleteById = (id: string): Promise<void> =>
  attempt(async () => {
    keeper.forget(usePlayground.getState(), id)
    await database.remove(id)
  })

export const deleteAll = (): Promise<void> =>
  attempt(async () => {
    keeper.forget(usePlayground.getState())
    await database.clear()
  })
