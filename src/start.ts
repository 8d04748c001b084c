import { begin } from './state/persistence/startVisit'
import { startAutosave } from './state/persistence/startAutosave'
import { startComparison } from './state/import/comparison'
import { watchOpened } from './state/import/openedBefore'
import { usePlayground, wakeWorker } from './state/store/store'
import { syncWithAddressBar } from './state/browser/urlSync'
import { keepScreenOnWhileTraining } from './state/browser/wakeLock'

/** What the page does beside showing itself: the worker starts to read its code while React is read. */
export function start(): void {
  wakeWorker()
  syncWithAddressBar(usePlayground)
  keepScreenOnWhileTraining(usePlayground)
  startAutosave(usePlayground)
  startComparison(usePlayground)
  watchOpened(usePlayground)
  void begin()
}
