/** How a visit begins: with a link, or with what this browser has kept. */
import { decodeLink, encodeLink } from '../../experiment/link'
import { isReload } from '../browser/isReload'
import { shownExperiment } from '../experiment/runList'
import { setSession } from '../store/context'
import { notify, withdrawNotice } from '../store/notify'
import { storeContext, usePlayground } from '../store/store'
import { database } from './openDatabase'
import { autosave } from './startAutosave'
import type { SavedExperiment } from './records'
import { restoreSeeds, wholeOf } from './savedSeeds'
import { bringBack, openSaved } from './restore'
import { foundSentence } from './restoredWords'
import { deserialize } from './deserialize'
import { hasKeptAnything, recallTab } from './tabClaim'
import { type Found, takeUp } from './takeUp'
import { visit } from './lateVisit'

/** A tab that is being reloaded gives back what it has claimed within this time. */
const CLAIM_PATIENCE_MS = 1500

const LOOKING = 'Looking for your last experiment…'

const SLOW =
  'This browser is slow to open what it has kept of your last visit. The numbers come back as soon ' +
  'as it has.'

const GONE =
  'What this browser had kept of this experiment is no longer there: it may have been deleted in ' +
  'another tab, or with the data of this site. The experiment starts over.'

const SEED_GONE =
  'This browser does not have all seeds of this experiment any more: it starts over. What is left ' +
  'is in the list of saved experiments.'

const UNREADABLE =
  'What this browser has kept of your last visit cannot be read now. The experiment starts over; ' +
  'reload the page to try again.'

const UNREADABLE_LATER =
  'What this browser has kept of your last visit cannot be read now. It is still in the list of ' +
  'saved experiments; reload the page to try again.'

const experimentOf = (link: string) => decodeLink(link).experiment

/** Two links that train the same. */
function isSameTraining(link: string, other: string): boolean {
  const plain = (text: string) => encodeLink({ ...experimentOf(text), view: {} })
  return plain(link) === plain(other)
}

/** The address says what was trained; the link of the controls may be ahead of it. */
const isAbout = ({ experiment, link }: SavedExperiment, hash: string): boolean =>
  [encodeLink(experiment), link].some((one) => isSameTraining(one, hash))

const isBare = (hash: string) => !decodeLink(hash).isLink

/** What the tab was on; null where a link was opened. */
const reloadedTab = (hash: string) => (!isBare(hash) && isReload() ? recallTab() : null)

/**
 * A link wins over what was kept, unless this tab was reloaded on that very experiment: opening
 * a link always begins at step 0.
 */
async function experimentToBringBack(hash: string): Promise<SavedExperiment | null> {
  if (isBare(hash)) return (await database.list())[0] ?? null
  const tab = reloadedTab(hash)
  if (!tab) return null
  const saved = await database.describe(tab.id)
  if (!saved) {
    // Since then another link may have been opened in this tab, of which nothing was kept.
    if (tab.link === null || isSameTraining(tab.link, hash)) notify('warning', GONE)
    return null
  }
  if (isAbout(wholeOf(saved), hash)) return saved
  // One seed of a repetition, opened as an experiment of its own.
  if (isAbout(saved, hash)) return { ...saved, repeat: null }
  const wanted = experimentOf(hash)
  const { seed } = saved.experiment
  if (wanted.seeds > 1 && isAbout(saved, encodeLink({ ...wanted, seed, seeds: 1 })))
    notify('warning', SEED_GONE)
  return null
}

async function find(hash: string): Promise<Found | null> {
  const description = await experimentToBringBack(hash)
  return description && read(description)
}

/** @param repeat null where the record is wanted as an experiment of its own */
async function read({ id, repeat, step }: SavedExperiment): Promise<Found | null> {
  const whole = await database.read(id)
  const saved = whole && { ...whole, description: { ...whole.description, repeat } }
  const restored = saved && deserialize(saved)
  if (!restored || restored.step === 0) {
    if (step > 0) notify('warning', whole?.isCut ? UNREADABLE : GONE)
    return null
  }
  const finishedSeeds = await restoreSeeds({ repeat }, (seed) => database.read(seed))
  // A seed that was deleted meanwhile is trained again, with all the others.
  if (!finishedSeeds) notify('warning', SEED_GONE)
  return finishedSeeds && { saved, restored, finishedSeeds }
}

async function bringBackFound(hash: string, found: Found): Promise<void> {
  const { saved, restored, finishedSeeds } = found
  const isCopy = !(await takeUp(found, isReload() ? CLAIM_PATIENCE_MS : 0))
  const whole = wholeOf(saved.description)
  const controls = experimentOf(whole.link)
  // The view of the address wins: it may be newer than what was written.
  const { view } = isBare(hash) ? controls : experimentOf(hash)
  bringBack(storeContext(), whole, restored, { ...controls, view }, finishedSeeds, isCopy)
}

/** Read again: it may have been continued in another tab since it was found. */
async function openFound({ saved: { description } }: Found): Promise<void> {
  await autosave.flush(usePlayground.getState())
  const found = await read(description)
  if (!found) return
  const isCopy = !(await takeUp(found))
  const { saved, restored, finishedSeeds } = found
  openSaved(storeContext(), wholeOf(saved.description), restored, finishedSeeds, isCopy)
}

/** Brings back what this tab was on, or loads what the link says. */
export async function begin(): Promise<void> {
  const { experiment, actions } = usePlayground.getState()
  const { hash } = location
  if (experiment.embed) return actions.start()
  const shownLink = () => encodeLink(shownExperiment(usePlayground.getState()))
  const link = shownLink()
  const hasBegun = () => usePlayground.getState().session.phase !== 'starting'
  let stopListening: () => void = () => undefined
  await visit<Found>({
    find: () => find(hash),
    isExpected: isBare(hash) ? hasKeptAnything() : reloadedTab(hash) !== null,
    hasBegun,
    isUntouched: () => {
      const { session, wantsTraining } = usePlayground.getState()
      return shownLink() === link && session.step === 0 && !wantsTraining
    },
    bringBack: (found) => bringBackFound(hash, found),
    offer: (found) =>
      notify('info', foundSentence(found.restored), {
        label: 'Bring it back',
        run: () =>
          void openFound(found).catch((error: unknown) => {
            console.error(error)
            notify('warning', UNREADABLE_LATER)
          }),
      }),
    start: () => actions.start(),
    sayWaiting: (startWithout) => {
      setSession(storeContext(), { status: LOOKING })
      notify('info', SLOW, { label: 'Start without it', run: startWithout })
      const { wantsTraining } = usePlayground.getState()
      stopListening = usePlayground.subscribe((state) => {
        if (hasBegun() || (state.wantsTraining && !wantsTraining)) startWithout()
      })
    },
    endWaiting: () => {
      stopListening()
      withdrawNotice(SLOW)
    },
    onFailure: (error) => {
      console.error(error)
      if (reloadedTab(hash) !== null) notify('warning', UNREADABLE)
    },
  })
}
