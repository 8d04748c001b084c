import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { inertOthers } from './inertOthers'

export interface FullScreen<T extends HTMLElement> {
  readonly ref: RefObject<T | null>
  readonly isFull: boolean
  readonly toggle: () => void
}

/**
 * Shows one element on the whole screen, and keeps the keyboard in it: what it covers cannot be
 * seen, so it cannot be reached either. Browsers without the Fullscreen API for elements (iPhones,
 * frames that do not allow it) get the whole window instead: the caller styles the element by
 * `isFull`, and Escape ends it there too. In the end the focus is where it was.
 */
export function useFullScreen<T extends HTMLElement>(): FullScreen<T> {
  const ref = useRef<T>(null)
  const [isFull, setFull] = useState(false)

  const focused = useRef<Element | null>(null)

  // Before it is painted: a key pressed at once must not reach what is covered.
  useLayoutEffect(() => (isFull && ref.current ? inertOthers(ref.current) : undefined), [isFull])

  useEffect(() => {
    const element = ref.current
    if (!isFull || !element) return
    // Word of the time before, when the screen was left, may come late: it does not count.
    let hasScreen = false
    const changed = () => {
      if (document.fullscreenElement === element) hasScreen = true
      else if (hasScreen) setFull(false)
    }
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.fullscreenElement) return
      // A cursor in the chart, or a dialog that lies over it, takes Escape for itself.
      if (!event.defaultPrevented && !document.querySelector('dialog:modal')) setFull(false)
    }
    document.addEventListener('fullscreenchange', changed)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      document.removeEventListener('keydown', press)
      if (focused.current instanceof HTMLElement) focused.current.focus()
    }
  }, [isFull])

  const toggle = useCallback(() => {
    const element = ref.current
    if (!element) return
    if (isFull) {
      setFull(false)
      if (document.fullscreenElement === element) void document.exitFullscreen()
      return
    }
    focused.current = document.activeElement
    setFull(true)
    // Where it is refused the styles alone fill the window.
    if (document.fullscreenEnabled) element.requestFullscreen().catch(() => undefined)
  }, [isFull])

  return { ref, isFull, toggle }
}
