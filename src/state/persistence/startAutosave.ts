/** The autosave of this page. */
import { shownExperiment } from '../experiment/runList'
import { notify, withdrawNotice } from '../store/notify'
import { areMessagesHeld, seriesStore, storeContext, usePlayground } from '../store/store'
import { Autosave } from './autosave'
import { createKeepingNotices } from './keepingNotices'
import { refreshSaved } from './savedList'
import { database } from './openDatabase'
import { trainedLink } from './savedSeeds'
import { onToldByOthers, tellOthers } from './tabChannel'
import { createStoring } from './writeWithEviction'
import { claimOnly, forgetTab, heldByTabs, rememberTab } from './tabClaim'

/** Lost at most, where a tab is killed: this and the time that a write takes. */
const WRITE_EVERY_MS = 1500

/** What is being drawn comes first, for so long and looked at so often. */
const DRAWING_AT_MOST_MS = 1000
const LOOK_EVERY_MS = 50

/** Changes while nothing is trained are gathered this long before they are written. */
const CHANGES_AFTER_MS = 400

const write = createStoring({
  database,
  inUse: heldByTabs,
  onRemoved: () => {
    tellOthers()
    void refreshSaved()
  },
})

const notices = createKeepingNotices(notify, withdrawNotice)

export const autosave = new Autosave({
  write,
  writeLast: (addition) => database.writeLast(addition),
  seriesOf: (id) => seriesStore.get(id),
  snapshot: () => storeContext().recovery.snapshot,
  onWritten: (description, error) => {
    if (!description) {
      console.error(error)
      return notices.onStopped(error)
    }
    // An experiment that had waited for room may be another one than that of the page.
    if (description.id === autosave.idOf(usePlayground.getState())) {
      rememberTab(description.id, trainedLink(description))
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

/** Else a page that draws slowly would be painted after both. */
function afterDrawing(work: () => void): void {
  const latest = performance.now() + DRAWING_AT_MOST_MS
  const look = () => {
    if (!areMessagesHeld() || performance.now() > latest) work()
    else setTimeout(look, LOOK_EVERY_MS)
  }
  look()
}

/** Writes while training, when it stops, and when the page is left. */
export function startAutosave(store: typeof usePlayground): void {
  const isEmbedded = () => store.getState().experiment.embed
  const flush = () => {
    if (!isEmbedded()) void autosave.flush(store.getState())
  }
  setInterval(() => {
    if (store.getState().session.phase === 'training' || autosave.isWaiting) afterDrawing(flush)
  }, WRITE_EVERY_MS)
  store.subscribe((state, previous) => {
    const [phase, before] = [state.session.phase, previous.session.phase]
    if (phase === 'loading' && phase !== before && !isEmbedded()) void database.prepare()
    const hasStopped = phase !== before && phase !== 'loading'
    if (hasStopped && before === 'training') flush()
    if (hasStopped && phase === 'paused') snapshotOfPause()
  })
  // Controls that are ahead of the numbers come back with them; evaluations may come after a pause.
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = shownExperiment(store.getState())
  store.subscribe((state, previous) => {
    const now = shownExperiment(state)
    const isChanged = now !== shown
    shown = now
    const hasGrown =
      state.session.phase === 'paused' &&
      (state.seriesVersion !== previous.seriesVersion ||
        state.session.rateTest !== previous.session.rateTest ||
        state.session.landscape !== previous.session.landscape)
    if ((!isChanged && !hasGrown) || autosave.idOf(state) === null) return
    timer ??= setTimeout(() => {
      timer = undefined
      flush()
    }, CHANGES_AFTER_MS)
  })
  onToldByOthers(() => {
    if (isEmbedded()) return
    void refreshSaved()
    void autosave.retry(store.getState()).then(() => autosave.check(store.getState()))
  })
  addEventListener('pagehide', () => {
    if (!isEmbedded()) void autosave.flushLast(store.getState())
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) flush()
  })

  /** A reload then goes on from the very step, not from seconds before. */
  const snapshotOfPause = () => {
    const { recovery, client } = storeContext()
    const { step } = store.getState().session
    if (step === 0 || recovery.isCatchingUp || recovery.snapshot?.step === step) return
    void recovery.next().then((snapshot) => snapshot && flush())
    client.send({ type: 'snapshot' })
  }
}
