/** Autosave at work on this page. */
import { notify, withdrawNotice } from '../store/notify'
import { seriesStore, storeContext, usePlayground } from '../store/store'
import { Autosave } from './autosave'
import { createKeepingNotices } from './keepingNotices'
import { refreshSaved } from './savedList'
import { database } from './openDatabase'
import { onDeletedElsewhere, tellDeleted } from './tabChannel'
import { createStoring } from './writeWithEviction'
import { claimOnly, forgetTab, heldByTabs, rememberTab } from './tabClaim'

/** Lost at most, where a tab is killed: this and the time that a write takes. */
const WRITE_EVERY_MS = 1500

/** Changes while nothing is trained are gathered this long before they are written. */
const CHANGES_AFTER_MS = 400

const write = createStoring({
  database,
  inUse: heldByTabs,
  onRemoved: () => {
    tellDeleted()
    void refreshSaved()
  },
})

const notices = createKeepingNotices(notify, withdrawNotice)

export const autosave = new Autosave({
  write,
  seriesOf: (id) => seriesStore.get(id),
  snapshot: () => storeContext().recovery.snapshot,
  onWritten: (description, error) => {
    if (!description) {
      console.error(error)
      return notices.onStopped(error)
    }
    // An experiment that had waited for room may be another one than that of the page.
    if (description.id === autosave.idOf(usePlayground.getState())) {
      rememberTab(description.id)
      claimOnly([description.id, ...(description.repeat?.before ?? []).map(({ id }) => id)])
    }
    if (!autosave.isWaiting) notices.onKept()
  },
  onLost: (loss, isKeptAgain) => {
    if (!isKeptAgain) forgetTab()
    notices.onLost(loss, isKeptAgain)
  },
  now: () => Date.now(),
})

/** Writes while training, when it stops, and when the page is left. */
export function startAutosave(store: typeof usePlayground): void {
  const flush = () => {
    if (!store.getState().experiment.embed) void autosave.flush(store.getState())
  }
  setInterval(() => {
    if (store.getState().phase === 'training' || autosave.isWaiting) flush()
  }, WRITE_EVERY_MS)
  store.subscribe((state, previous) => {
    const hasStopped = state.phase !== previous.phase && state.phase !== 'loading'
    if (hasStopped && previous.phase === 'training') flush()
    if (hasStopped && state.phase === 'paused') snapshotOfPause()
  })
  // Controls that are ahead of the numbers come back with them; evaluations may come after a pause.
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe((state, previous) => {
    const isChanged = state.experiment !== previous.experiment
    const hasGrown = state.seriesVersion !== previous.seriesVersion && state.phase === 'paused'
    if ((!isChanged && !hasGrown) || autosave.idOf(state) === null) return
    timer ??= setTimeout(() => {
      timer = undefined
      flush()
    }, CHANGES_AFTER_MS)
  })
  onDeletedElsewhere(() => {
    if (store.getState().experiment.embed) return
    void refreshSaved()
    void autosave.retry(store.getState()).then(() => autosave.check(store.getState()))
  })
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) flush()
  })

  /** A reload then goes on from the very step, not from seconds before. */
  const snapshotOfPause = () => {
    const { recovery, client } = storeContext()
    const { step } = store.getState()
    if (step === 0 || recovery.isCatchingUp || recovery.snapshot?.step === step) return
    void recovery.next().then((snapshot) => snapshot && flush())
    client.send({ type: 'snapshot' })
  }
}
