/** The autosave of this page. */
import { shownExperiment } from '../experiment/runList'
import { notify } from '../store/notify'
import { seriesStore, storeContext, type usePlayground } from '../store/store'
import { Autosave } from './autosave'
import { refreshSaved } from './savedList'
import { database } from './openDatabase'
import { createStoring, isFull } from './writeWithEviction'
import { claim, heldByTabs, rememberTab } from './tabClaim'

/** Lost at most, where a tab is killed: this and the time that a write takes. */
const WRITE_EVERY_MS = 1500

/** Changes of the controls are gathered this long before they are written. */
const CONTROLS_AFTER_MS = 400

const write = createStoring({
  database,
  inUse: heldByTabs,
  onRemoved: () => void refreshSaved(),
})

export const autosave = new Autosave({
  write,
  seriesOf: (id) => seriesStore.get(id),
  snapshot: () => storeContext().recovery.snapshot,
  onWritten: (description, error) => {
    if (description) {
      rememberTab(description.id)
      void claim(description.id)
      return
    }
    console.error(error)
    notify(
      'warning',
      isFull(error)
        ? 'The storage of this browser is full: this experiment is no longer kept here. Training ' +
            'goes on. Delete saved experiments to make room, or export this one.'
        : 'This browser does not keep this experiment. Training goes on; export it to keep it.',
    )
  },
  now: () => Date.now(),
})

/** Writes while training, when it stops, and when the page is left. */
export function startAutosave(store: typeof usePlayground): void {
  const flush = () => {
    if (!store.getState().experiment.embed) void autosave.flush(store.getState())
  }
  setInterval(() => {
    if (store.getState().session.phase === 'training') flush()
  }, WRITE_EVERY_MS)
  store.subscribe((state, previous) => {
    const [phase, before] = [state.session.phase, previous.session.phase]
    const hasStopped = phase !== before && phase !== 'loading'
    if (hasStopped && before === 'training') flush()
    if (hasStopped && phase === 'paused') snapshotOfPause()
  })
  // Controls that are ahead of the numbers come back with them.
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = shownExperiment(store.getState())
  store.subscribe((state) => {
    const now = shownExperiment(state)
    if (now === shown) return
    shown = now
    if (autosave.idOf(state) === null) return
    timer ??= setTimeout(() => {
      timer = undefined
      flush()
    }, CONTROLS_AFTER_MS)
  })
  addEventListener('pagehide', flush)
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
