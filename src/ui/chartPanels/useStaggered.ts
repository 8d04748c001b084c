import { useEffect, useRef, useState } from 'react'

/**
 * A value that reaches what is drawn some frames later. Charts take turns by it: all of them in
 * one frame would take longer than a frame has, one after the other they do not.
 * @param place frames to wait; 0 is at once
 */
export function useStaggered<T>(value: T, place: number): T {
  const [shown, setShown] = useState(value)
  // Where turns are taken again, it goes on from here.
  if (place === 0 && shown !== value) setShown(value)
  const latest = useRef(value)
  const pending = useRef<number | null>(null)
  useEffect(() => {
    latest.current = value
    if (place === 0) {
      if (pending.current !== null) cancelAnimationFrame(pending.current)
      pending.current = null
      return
    }
    if (pending.current !== null) return
    let left = place
    const wait = () => {
      left--
      pending.current = left > 0 ? requestAnimationFrame(wait) : null
      // Values that have come meanwhile are not waited for again: the last one counts.
      if (left <= 0) setShown(latest.current)
    }
    pending.current = requestAnimationFrame(wait)
  }, [value, place])
  useEffect(
    () => () => {
      if (pending.current !== null) cancelAnimationFrame(pending.current)
      pending.current = null
    },
    [],
  )
  return place === 0 ? value : shown
}
