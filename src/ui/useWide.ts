import { useSyncExternalStore } from 'react'

const query = matchMedia('(min-width: 960px)')

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether there is room for two columns. Same width as in layout.css. */
export const useWide = () => useSyncExternalStore(subscribe, () => query.matches)
