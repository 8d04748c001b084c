import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useDismiss } from '../useDismiss'

export interface NoteTextProps {
  readonly isShown: boolean
  readonly children: ReactNode
}

/** Two lines of a note; where it is longer, a button lays the whole of it over the page. */
export function NoteText({ isShown, children }: NoteTextProps) {
  const text = useRef<HTMLParagraphElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const [isCut, setIsCut] = useState(false)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const element = text.current
    if (!element || !isShown) return
    const measure = () => setIsCut(element.scrollHeight > element.clientHeight + 3)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [isShown, children])
  useDismiss(
    root,
    open,
    useCallback(() => setOpen(false), []),
  )
  return (
    <div ref={root} className="noteText">
      <p ref={text} className="noteText__short">
        {children}
      </p>
      {isCut && (
        <button
          type="button"
          className="link noteText__more"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Less' : 'Read all'}
        </button>
      )}
      {open && isShown && (
        <div className="noteText__whole" aria-hidden="true">
          {children}
        </div>
      )}
    </div>
  )
}
