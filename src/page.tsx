/** The page, once what index.html shows has been painted. */
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fetchPlot } from './charts/fetchPlot'
import { usePlayground } from './state/store/store'
import { keepForOffline } from './state/browser/offline'
import { App } from './ui/App'

export function showPage(): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no element with the id "root".')

  // Here, as the name of this file changes with every other one of the page.
  keepForOffline(usePlayground, import.meta.url)
  // On its way while the page is made; where it fails, the charts say so.
  fetchPlot().catch(() => {})
  const page = createRoot(root)
  // In short tasks, so that a slow phone listens to a finger while the page is being made.
  startTransition(() =>
    page.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
}
