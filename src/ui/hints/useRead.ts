import { useEffect, useState } from 'react'

/** As long as a sentence takes to be read. */
const READ_MS = 6000

/**
 * Follows the number of a hint, one by one, and leaves each but the first standing until it can
 * have been read: what it tells of may have happened before anybody has looked at it.
 */
export function useRead(value: number): number {
  const [shown, setShown] = useState(value)
  useEffect(() => {
    if (shown === value) return
    const isNext = value > shown
    const timer = setTimeout(
      () => setShown(isNext ? shown + 1 : value),
      isNext && shown > 0 ? READ_MS : 0,
    )
    return () => clearTimeout(timer)
  }, [shown, value])
  return shown
}
