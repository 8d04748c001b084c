import { useEffect, useRef, type RefObject } from 'react'

/**
 * Tells the styles how high the bar is that stays in sight, as `--topbar`: what stands below it, and
 * what the keyboard scrolls to, must not end up under it.
 */
export function useTopbarHeight<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => {
    const bar = ref.current
    if (!bar) return
    const root = document.documentElement.style
    const observer = new ResizeObserver(([entry]) => {
      const size = entry?.borderBoxSize[0]?.blockSize
      if (size !== undefined) root.setProperty('--topbar', `${Math.ceil(size)}px`)
    })
    observer.observe(bar)
    return () => {
      observer.disconnect()
      root.removeProperty('--topbar')
    }
  }, [])
  return ref
}
