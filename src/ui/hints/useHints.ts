import { useMemo, useState } from 'react'
import { recall, remember } from '../remember'

export interface HintsState {
  readonly shown: boolean
  readonly dismiss: () => void
  readonly show: () => void
}

/** Hints are shown until they have been dismissed once in this browser. */
export function useHints(): HintsState {
  const [shown, setShown] = useState(() => recall('hints') !== 'dismissed')
  return useMemo(
    () => ({
      shown,
      dismiss: () => {
        remember('hints', 'dismissed')
        setShown(false)
      },
      show: () => setShown(true),
    }),
    [shown],
  )
}
