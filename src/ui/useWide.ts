import { useSyncExternalStore } from 'react'

const paper = matchMedia('print')

/**
 * A hook that says whether a media query holds for the window. While the page is being printed it
 * stays as it was: paper is narrower, and what would be made for its width, charts above all, has no
 * time to be drawn.
 */
function mediaHook(media: string): () => boolean {
  const query = matchMedia(media)
  let noted = query.matches
  const current = () => {
    if (!paper.matches) noted = query.matches
    return noted
  }
  const subscribe = (changed: () => void) => {
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }
  return () => useSyncExternalStore(subscribe, current)
}

/** Whether there is room for two columns. Same width as in layout.css. */
export const useWide = mediaHook('(min-width: 60em)')
