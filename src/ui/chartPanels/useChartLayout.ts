import { useSyncExternalStore } from 'react'
import { chartLayout, type ChartLayout } from './chartLayout'

/**
 * Noted, since asking the window makes the browser lay out at once whatever has just been made:
 * the whole page, in one long task with making it, when the page opens.
 */
const noted = measured()

function measured() {
  const { fontSize } = getComputedStyle(document.documentElement)
  return { width: innerWidth, height: innerHeight, em: parseFloat(fontSize) || 16 }
}

function subscribe(changed: () => void): () => void {
  const resized = () => {
    Object.assign(noted, measured())
    changed()
  }
  addEventListener('resize', resized)
  return () => removeEventListener('resize', resized)
}

export function useChartLayout(embed: boolean): ChartLayout {
  const width = useSyncExternalStore(subscribe, () => noted.width)
  const height = useSyncExternalStore(subscribe, () => noted.height)
  const em = useSyncExternalStore(subscribe, () => noted.em)
  return chartLayout({ width, height, em }, embed)
}
