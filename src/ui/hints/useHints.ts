import { useCallback, useState } from 'react'
import { recall, remember } from '../remember'

/** Hints are shown until they have been dismissed once in this browser. */
export function useHints(): { shown: boolean; dismiss: () => void; show: () => void } {
  const [shown, setShown] = useState(() => recall('hints') !== 'dismissed')
  const dismiss = useCallback(() => {
    remember('hints', 'dismissed')
    setShown(false)
  }, [])
  const show = useCallback(() => setShown(true), [])
  return { shown, dismiss, show }
}
