import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { holdMessages } from '../../state/store/store'
import { letInAfterFrame } from './drawings'

/**
 * A value that reaches what is drawn some frames later, rendered in slices as all drawings are. Charts
 * take turns by it: all of them in one frame would take longer than a frame has, one after the other
 * they do not.
 * @param place frames to wait; 0 is at once
 */
export function useStaggered<T>(value: T, place: number): T {
  const [shown, setShown] = useState(value)
  // Where turns are taken again, it goes on from here.
  if (place === 0 && shown !== value) setShown(value)
  const latest = useRef(value)
  const pending = useRef<number | null>(null)
  /** Of what is being rendered; nothing else is begun until that is shown. */
  const letMessagesIn = useRef<(() => void) | null>(null)
  const forget = () => {
    if (pending.current !== null) cancelAnimationFrame(pending.current)
    pending.current = null
  }
  const onScreen = useRef(value)
  useLayoutEffect(() => {
    onScreen.current = shown
    if (letMessagesIn.current) letInAfterFrame(letMessagesIn.current)
    letMessagesIn.current = null
  }, [shown])
  useEffect(() => {
    latest.current = value
    if (place === 0) return forget()
    if (pending.current !== null || letMessagesIn.current || shown === value) return
    let left = place
    const wait = () => {
      left--
      pending.current = left > 0 ? requestAnimationFrame(wait) : null
      if (left > 0 || latest.current === onScreen.current) return
      letMessagesIn.current = holdMessages()
      // Values that have come meanwhile are not waited for again: the last one counts.
      startTransition(() => setShown(latest.current))
    }
    pending.current = requestAnimationFrame(wait)
  }, [value, place, shown])
  useEffect(
    () => () => {
      forget()
      letMessagesIn.current?.()
    },
    [],
  )
  return place === 0 ? value : shown
}
