import { startTransition, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Size of an element in whole pixels, followed while it changes; 0 before it is measured. */
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
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
