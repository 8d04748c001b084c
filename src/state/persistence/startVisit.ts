/** How a visit begins: with a link, or with what this browser has kept. */
import { decodeLink, encodeLink } from '../../experiment/link'
import { storeContext, usePlayground } from '../store/store'
import { autosave } from './startAutosave'
import { database } from './openDatabase'
import type { SavedExperiment } from './records'
import { restoreSeeds, wholeOf } from './savedSeeds'
import { bringBack } from './restore'
import { deserialize } from './deserialize'
import { nextSequence } from './savedExperiments'
import { claim, recallTab } from './tabClaim'

/** A database that does not answer must not keep anybody from training. */
const PATIENCE_MS = 2000

/** Two links that train the same. */
function isSameTraining(link: string, other: string): boolean {
  const plain = (text: string) => encodeLink({ ...decodeLink(text).experiment, view: {} })
  return plain(link) === plain(other)
}

/** True where the tab was reloaded or restored, and not sent to an address again. */
function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload'
}

/**
 * A link wins over what was kept, unless this tab was reloaded on that very experiment: opening
 * a link always begins at step 0.
 */
async function experimentToBringBack(hash: string): Promise<SavedExperiment | null> {
  if (!decodeLink(hash).isLink) return (await database.list())[0] ?? null
  if (!isReload()) return null
  const id = recallTab()
  const saved = id === null ? null : await database.describe(id)
  if (!saved) return null
  // The address says what was trained; the link of the controls may be ahead of it.
  const { link, experiment } = wholeOf(saved)
  return [encodeLink(experiment), link].some((one) => isSameTraining(one, hash)) ? saved : null
}

async function bringBackLast(hash: string, isLate: () => boolean): Promise<boolean> {
  const found = await experimentToBringBack(hash)
  const saved = found && (await database.read(found.id))
  if (!saved) return false
  const restored = deserialize(saved)
  if (restored.step === 0) return false
  const finishedSeeds = await restoreSeeds(saved.description, (id) => database.read(id))
  // A seed that was deleted meanwhile is trained again, with all the others.
  if (!finishedSeeds) return false
  const claims = [found, ...finishedSeeds.map(({ saved: finished }) => finished.description)]
  const isMine = (await Promise.all(claims.map(({ id }) => claim(id)))).every(Boolean)
  if (isLate()) return false
  // What another tab is training is shown here as a copy.
  if (isMine)
    for (const one of [...finishedSeeds, { saved, restored }]) {
      const { description, chunks } = one.saved
      const { series } = one.restored
      autosave.adopt(description, series, nextSequence(chunks))
    }
  const whole = wholeOf(saved.description)
  const controls = decodeLink(whole.link).experiment
  const address = decodeLink(hash)
  // The view of the address wins: it may be newer than what was written.
  const view = address.isLink ? address.experiment.view : controls.view
  bringBack(storeContext(), whole, restored, { ...controls, view }, finishedSeeds)
  return true
}

/** Brings back what this tab was on, or loads what the link says. */
export async function begin(): Promise<void> {
  const { embed } = usePlayground.getState().experiment
  let isLate = false
  const patience = new Promise<boolean>((resolve) =>
    setTimeout(() => {
      isLate = true
      resolve(false)
    }, PATIENCE_MS),
  )
  const attempt = embed
    ? Promise.resolve(false)
    : bringBackLast(location.hash, () => isLate).catch((error: unknown) => {
        console.error(error)
        return false
      })
  if (!(await Promise.race([attempt, patience]))) usePlayground.getState().actions.start()
}
