/** How a visit begins: with a link, or with what this browser has kept. */
import { decodeLink, encodeLink } from '../../experiment/link'
import { storeContext, usePlayground } from '../store'
import { keeper } from './keeping'
import { database } from './place'
import type { SavedExperiment } from './records'
import { bringBack } from './restore'
import { revive } from './revive'
import { nextSequence } from './saved'
import { claim, recallTab } from './tab'

/** A database that does not answer must not keep anybody from training. */
const PATIENCE_MS = 2000

/** Two links that train the same. */
function isSameTraining(link: string, other: string): boolean {
  const plain = (text: string) => encodeLink({ ...decodeLink(text).experiment, view: {} })
  return plain(link) === plain(other)
}

/** True where the tab was reloaded or restored, and not sent to an address anew. */
function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload'
}

/**
 * A link wins over what was kept, unless this tab was reloaded on that very experiment: opening
 * a link always begins at step 0.
 */
async function experimentToBringBack(hash: string): Promise<SavedExperiment | null> {
  if (/^#?$/.test(hash)) return (await database.list())[0] ?? null
  if (!isReload()) return null
  const id = recallTab()
  const saved = id === null ? null : await database.describe(id)
  return saved && isSameTraining(saved.link, hash) ? saved : null
}

async function bringBackLast(hash: string, isLate: () => boolean): Promise<boolean> {
  const found = await experimentToBringBack(hash)
  const saved = found && (await database.read(found.id))
  if (!saved) return false
  const revived = revive(saved)
  if (revived.step === 0) return false
  const isMine = await claim(found.id)
  if (isLate()) return false
  // What another tab is training is shown here as a copy.
  if (isMine)
    keeper.adopt(saved.description, revived.series, nextSequence(saved.chunks), revived.snapshot)
  // The view of the address wins: it may be newer than what was written.
  const link = /^#?$/.test(hash) ? saved.description.link : hash
  bringBack(storeContext(), saved.description, revived, decodeLink(link).experiment)
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
