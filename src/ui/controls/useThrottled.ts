import { useEffect, useState } from 'react'
import { createThrottle, type Throttled } from './throttle'

/** A throttle for calls that lives as long as the component; what waits is done when it goes. */
export function useThrottled(interval: number): Throttled<() => void> {
  const [throttle] = useState(() => createThrottle<() => void>(interval, (act) => act()))
  useEffect(() => throttle.flush, [throttle])
  return throttle
}
