import type { usePlayground } from '../store/store'

/**
 * Keeps the screen on while training: a laptop that falls asleep stops the worker. Best effort;
 * browsers refuse it on low battery, in hidden tabs and on pages without HTTPS.
 */
export function keepScreenOnWhileTraining(store: typeof usePlayground): void {
  // Absent in insecure contexts, whatever its type says.
  const wakeLock = navigator.wakeLock as WakeLock | undefined
  if (!wakeLock) return
  let lock: Promise<WakeLockSentinel | null> | null = null

  const update = () => {
    const isWanted = store.getState().session.phase === 'training' && !document.hidden
    if (isWanted && !lock) lock = wakeLock.request('screen').catch(() => null)
    if (!isWanted && lock) {
      void lock.then((held) => held?.release())
      lock = null
    }
  }
  store.subscribe((state, previous) => {
    if (state.session.phase !== previous.session.phase) update()
  })
  // The browser itself lets go of the lock when the tab is hidden.
  document.addEventListener('visibilitychange', update)
}
