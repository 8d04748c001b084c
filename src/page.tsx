/** The page, once what index.html shows has been painted. */
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { begin } from './state/persistence/startVisit'
import { startAutosave } from './state/persistence/startAutosave'
import { startComparison } from './state/import/comparison'
import { watchOpened } from './state/import/openedBefore'
import { usePlayground, wakeWorker } from './state/store/store'
import { syncWithAddressBar } from './state/browser/urlSync'
import { keepForOffline } from './state/browser/offline'
import { keepScreenOnWhileTraining } from './state/browser/wakeLock'
import { App } from './ui/App'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

wakeWorker()
syncWithAddressBar(usePlayground)
keepScreenOnWhileTraining(usePlayground)
startAutosave(usePlayground)
startComparison(usePlayground)
watchOpened(usePlayground)
void begin()
keepForOffline(usePlayground, import.meta.url)
const page = createRoot(root)
// In short tasks, so that a slow phone listens to a finger while the page is being made.
startTransition(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
)
