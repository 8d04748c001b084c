import { useCallback, useState } from 'react'

export interface Opening {
  /** The same as long as it is open once; undefined while it is closed. For `key`. */
  readonly opening: number | undefined
  readonly open: () => void
  readonly close: () => void
}

/**
 * Whether a dialog is open that closes itself. Word of that (`close`) can come after the press of the
 * button that opens it again: that one counts, and is an opening of its own.
 */
export function useOpening(): Opening {
  const [{ count, isOpen }, set] = useState({ count: 0, isOpen: false })
  const open = useCallback(() => set((was) => ({ count: was.count + 1, isOpen: true })), [])
  const close = useCallback(
    () => set((was) => (was.count === count ? { count, isOpen: false } : was)),
    [count],
  )
  return { opening: isOpen ? count : undefined, open, close }
}
