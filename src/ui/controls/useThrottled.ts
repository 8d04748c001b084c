import { useEffect, useRef } from 'react'
import { createThrottle, type Throttled } from './throttle'

/** A throttle that lives as long as the component; what waits is done when it goes. */
export function useThrottled<T>(interval: number, act: (value: T) => void): Throttled<T> {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  const throttle = useRef<Throttled<T>>(null)
  throttle.current ??= createThrottle<T>(interval, (value) => latest.current(value))
  useEffect(() => {
    const { flush } = throttle.current!
    return flush
  }, [])
  return throttle.current
}
