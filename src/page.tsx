/** The page, once what index.html shows has been painted. */
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { usePlayground } from './state/store/store'
import { keepForOffline } from './state/browser/offline'
import { App } from './ui/App'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

// Here, as the name of this file changes with every other one of the page.
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
