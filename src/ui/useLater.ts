import { startTransition, useEffect, useState } from 'react'
import { nextPaint } from './nextPaint'

/**
 * False in the first picture of the page, true soon after it: what is out of sight then is made and
 * laid out in tasks of its own.
 */
export function useLater(): boolean {
  const [isLater, setIsLater] = useState(false)
  useEffect(() => {
    let isGone = false
    void nextPaint().then(() => {
      if (!isGone) startTransition(() => setIsLater(true))
    })
    return () => {
      isGone = true
    }
  }, [])
  return isLater
}
