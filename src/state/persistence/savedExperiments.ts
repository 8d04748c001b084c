/** What can be done with the saved experiments. */
import { runLabels } from '../../experiment/labels'
import { quoted } from '../../experiment/text'
import { withForeignRuns } from '../experiment/previousRuns'
import { foreignRuns } from '../import/overlay'
import type { ImportedExperiment } from '../import/importedExperiment'
import { shownExperiment } from '../experiment/runList'
import { notify } from '../store/notify'
import { storeContext, usePlayground } from '../store/store'
import { titleOf } from './describeSaved'
import { autosave } from './startAutosave'
import { refreshSaved } from './savedList'
import { database } from './openDatabase'
import { openSaved } from './restore'
import { deserialize } from './deserialize'
import { missingWords } from './restoredWords'
import { forgetTab } from './tabClaim'
import { tellOthers } from './tabChannel'
import { takeUp } from './takeUp'

/** Does something to the database; what goes wrong is said. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(error)
    notify('warning', 'The saved experiments could not be changed. Reload the page and try again.')
  }
  await refreshSaved()
}

async function readSaved(id: string) {
  await autosave.flush(usePlayground.getState())
  const saved = await database.read(id)
  if (!saved) throw new Error(`the saved experiment ${id} cannot be read`)
  return saved
}

export const openById = (id: string): Promise<void> =>
  attempt(async () => {
    if (autosave.idOf(usePlayground.getState()) === id) return
    const saved = await readSaved(id)
    const restored = deserialize(saved)
    const isCopy = !(await takeUp({ saved, restored, finishedSeeds: [] }))
    openSaved(storeContext(), saved.description, restored, [], isCopy)
  })

/** Its numbers, to be drawn behind those of the page; what is missing is said. */
async function importOf(id: string): Promise<ImportedExperiment> {
  const saved = await readSaved(id)
  const { experiment, hashes } = saved.description
  const labels = runLabels(experiment.runs)
  const restored = deserialize(saved)
  const missing = missingWords(restored)
  if (missing !== '')
    notify('warning', `Not all of ${quoted(titleOf(saved.description))} is here. ${missing}`)
  const runs = restored.series.map((series, run) => ({
    run,
    optimizer: experiment.runs[run]!.optimizer,
    label: labels[run]!,
    series,
  }))
  return { source: titleOf(saved.description), experiment, runs, hashes }
}

export const overlayById = (id: string): Promise<void> =>
  attempt(async () => {
    const imported = await importOf(id)
    const { previousRuns } = usePlayground.getState()
    usePlayground.setState({
      previousRuns: withForeignRuns(
        previousRuns,
        foreignRuns(imported, shownExperiment(usePlayground.getState())),
      ),
    })
  })

export const renameById = (id: string, name: string): Promise<void> =>
  attempt(async () => {
    autosave.rename(usePlayground.getState(), id, name)
    await database.rename(id, name)
    tellOthers()
  })

/** @param id of what is removed; of everything where there is none */
const deleteSaved = (remove: () => Promise<void>, id?: string): Promise<void> =>
  attempt(async () => {
    await autosave.between(async () => {
      autosave.forget(usePlayground.getState(), id)
      await remove()
    })
    const state = usePlayground.getState()
    if (autosave.idOf(state) === null) forgetTab()
    tellOthers()
    // There may be room now for what could not be written.
    await autosave.retry(state)
  })

export const deleteById = (id: string): Promise<void> => deleteSaved(() => database.remove(id), id)

export const deleteAll = (): Promise<void> => deleteSaved(() => database.clear())
