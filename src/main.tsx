import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { usePlayground } from './state/store'
import { syncWithAddressBar } from './state/urlSync'
import { keepScreenOnWhileTraining } from './state/wakeLock'
import { App } from './ui/App'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

syncWithAddressBar(usePlayground)
keepScreenOnWhileTraining(usePlayground)
usePlayground.getState().actions.start()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
