import { useCallback, useLayoutEffect, useRef, type RefObject, type SyntheticEvent } from 'react'

export interface Modal {
  readonly dialog: RefObject<HTMLDialogElement | null>
  /** Closes it at once, so that what follows can move the focus; `onClose` is told afterwards. */
  readonly close: () => void
  /** For the dialog's `onClose`. */
  readonly closed: (event: SyntheticEvent<HTMLDialogElement>) => void
}

/**
 * A dialog over the page that is open as long as it is there. What is marked `data-first` in it has
 * the focus, or else what the browser chooses; not `autoFocus`, which asks for it before the dialog is
 * shown. It is closed before it leaves the page: the browser then gives the focus back to where it was.
 */
export function useModal(onClose: (dialog: HTMLDialogElement) => void): Modal {
  const dialog = useRef<HTMLDialogElement>(null)
  /** Closed because it leaves: what is being fetched in its place may keep it on the page for a while. */
  const isLeaving = useRef(false)
  useLayoutEffect(() => {
    const element = dialog.current
    isLeaving.current = false
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      isLeaving.current = true
      element?.close()
    }
  }, [])
  const close = useCallback(() => dialog.current?.close(), [])
  const closed = useCallback(
    // Word of a closing comes late: it may have left the page or have been opened again meanwhile.
    ({ target, currentTarget }: SyntheticEvent<HTMLDialogElement>) => {
      if (isLeaving.current) return
      if (target === currentTarget && currentTarget.isConnected && !currentTarget.open)
        onClose(currentTarget)
    },
    [onClose],
  )
  return { dialog, close, closed }
}
