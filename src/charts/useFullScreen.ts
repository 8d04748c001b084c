import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { inertOthers } from './inertOthers'

export interface FullScreen<T extends HTMLElement> {
  readonly ref: RefObject<T | null>
  readonly isFull: boolean
  readonly toggle: () => void
}

/** Shows one element on the whole screen, or no longer. */
export function useFullScreen<T extends HTMLElement>(): FullScreen<T> {
  const [isFull, setFull] = useState(false)
  const leave = useCallback(() => setFull(false), [])
  const ref = useFilledScreen<T>(isFull, leave)
  const toggle = useCallback(() => setFull((was) => !was), [])
  return { ref, isFull, toggle }
}

/** Where nobody has pressed anything, as in a page that has just been opened, browsers refuse. */
function mayFillScreen(): boolean {
  // Absent in older browsers, whatever its type says.
  const { userActivation } = navigator as { userActivation?: UserActivation }
  return document.fullscreenEnabled && userActivation?.isActive !== false
}

/**
 * While an element is full it has the whole screen and keeps the keyboard in it: what it covers
 * cannot be seen, so it cannot be reached either. Browsers without the Fullscreen API for elements
 * (iPhones, frames that do not allow it) get the whole window instead: the caller styles the element,
 * and Escape ends it there too. In the end the focus is where it was.
 * @param leave stable; called when a person leaves the full screen
 * @param cameFrom stable; what had the focus, where showing the element takes it away before
 */
export function useFilledScreen<T extends HTMLElement>(
  isFull: boolean,
  leave: () => void,
  cameFrom?: () => Element | null,
): RefObject<T | null> {
  const ref = useRef<T>(null)
  const focused = useRef<Element | null>(null)
  const left = useRef<Promise<void> | undefined>(undefined)

  // Before it is painted: a key pressed at once must not reach what is covered.
  useLayoutEffect(() => {
    const element = ref.current
    if (!isFull || !element) return
    focused.current = cameFrom?.() ?? document.activeElement
    const putBack = inertOthers(element)
    // Where it is refused the styles alone fill the window.
    if (mayFillScreen()) element.requestFullscreen().catch(() => undefined)
    return () => {
      putBack()
      const hasScreen = document.fullscreenElement === element
      left.current = hasScreen ? document.exitFullscreen().catch(() => undefined) : undefined
    }
  }, [isFull, cameFrom])

  useEffect(() => {
    const element = ref.current
    if (!isFull || !element) return
    // Word of the time before, when the screen was left, may come late: it does not count.
    let hasScreen = false
    const changed = () => {
      if (document.fullscreenElement === element) hasScreen = true
      else if (hasScreen) leave()
    }
    const press = (event: KeyboardEvent) => {
      // Most browsers leave the screen by themselves and do not tell.
      if (event.key !== 'Escape') return
      // A cursor in the chart, or a dialog that lies over it, takes Escape for itself.
      if (!event.defaultPrevented && !document.querySelector('dialog:modal')) leave()
    }
    document.addEventListener('fullscreenchange', changed)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      document.removeEventListener('keydown', press)
      const { current: before } = focused
      if (!(before instanceof HTMLElement)) return
      before.focus()
      // Until the screen has been left, Chromium lets nothing outside of the element have the focus.
      void left.current?.then(() => {
        if (document.activeElement === document.body) before.focus()
      })
    }
  }, [isFull, leave])

  return ref
}
