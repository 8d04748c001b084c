import { startTransition, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

/** A chart that has not come near the screen by then is drawn all the same. */
const UNSEEN_MS = 8000

/** Size of an element in whole pixels, followed while it changes; 0 until it comes near the screen. */
export function useSize<T extends HTMLElement>(): [RefObject<T | null>, Size] {
  const ref = useRef<T>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    let isFirst = true
    const measure = () => {
      const width = Math.floor(element.clientWidth)
      const height = Math.floor(element.clientHeight)
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    // The observer reports before the first paint, too. Measuring here would make the browser lay
    // the page out at once, and every chart would be drawn in the same long task as the page.
    const observer = new ResizeObserver(() => {
      if (isFirst) startTransition(measure)
      else measure()
      isFirst = false
    })
    // Below the fold of a phone most charts wait for nobody; a quarter of a screen ahead they are
    // drawn. Paper has no fold, and a chart cannot be drawn at once when it is asked for: so in
    // the end all are.
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        follow()
      },
      { rootMargin: '25% 0px' },
    )
    const follow = () => {
      clearTimeout(patience)
      near.disconnect()
      observer.observe(element)
    }
    const patience = setTimeout(follow, UNSEEN_MS)
    near.observe(element)
    return () => {
      clearTimeout(patience)
      near.disconnect()
      observer.disconnect()
    }
  }, [])
  return [ref, size]
}
