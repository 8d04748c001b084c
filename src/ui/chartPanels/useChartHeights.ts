import { useSyncExternalStore } from 'react'
import { useWide } from '../useWide'

/** What the window has beside the three plots when it is scrolled: toolbar, headings, margins. */
const TAKEN = 264
const LEAST = 450
const MOST = 980

function subscribe(changed: () => void): () => void {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}

/** Heights in pixels that show all three charts at once beside the cards, where there is room. */
export function useChartHeights(): readonly [number, number, number] {
  const height = useSyncExternalStore(subscribe, () => innerHeight)
  const wide = useWide()
  if (!wide) return [236, 192, 180]
  const total = Math.min(MOST, Math.max(LEAST, height - TAKEN))
  return [0.4, 0.32, 0.28].map((share) => Math.round(share * total)) as [number, number, number]
}
