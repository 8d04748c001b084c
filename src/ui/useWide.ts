import { useSyncExternalStore } from 'react'

/** A hook that says whether a media query holds. */
function mediaHook(media: string): () => boolean {
  const query = matchMedia(media)
  const subscribe = (changed: () => void) => {
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }
  return () => useSyncExternalStore(subscribe, () => query.matches)
}

/** Whether there is room for two columns. Same width as in layout.css. */
export const useWide = mediaHook('(min-width: 960px)')
