import { startTransition, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

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
    // drawn.
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        near.disconnect()
        observer.observe(element)
      },
      { rootMargin: '25% 0px' },
    )
    near.observe(element)
    return () => {
      near.disconnect()
      observer.disconnect()
    }
  }, [])
  return [ref, size]
}
