import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { arrowTarget } from './keyboard/arrowTarget'

/** The buttons of a toolbar itself, not those in what they open. */
const OPENED = '[role=menu], [role=dialog], dialog'

const buttonsOf = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLElement>('button, summary')].filter((button) => {
    const opened = button.closest(OPENED)
    return opened === null || opened.contains(root)
  })

export interface ToolboxProps {
  /** Accessible name. */
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/**
 * Buttons that are one stop for the Tab key, so that the values beside the charts are near: the
 * arrow keys move between them, Home and End to the first and the last.
 */
export function Toolbox({ label, className, children }: ToolboxProps) {
  const root = useRef<HTMLDivElement>(null)
  const stop = useRef<HTMLElement | null>(null)

  const mark = () => {
    if (!root.current) return
    const all = buttonsOf(root.current)
    if (!stop.current || !all.includes(stop.current)) stop.current = all[0] ?? null
    for (const button of all) button.tabIndex = button === stop.current ? 0 : -1
  }
  // The buttons are those of the children, which come and go without a word.
  useLayoutEffect(mark)

  const press = (event: KeyboardEvent) => {
    if (!root.current || event.defaultPrevented) return
    const all = buttonsOf(root.current)
    const at = all.indexOf(event.target as HTMLElement)
    if (at < 0) return
    const target = arrowTarget(event.key, at, all.length, 'row')
    if (target === undefined) return
    event.preventDefault()
    all[target]?.focus()
  }

  return (
    <div
      ref={root}
      role="toolbar"
      aria-label={label}
      className={className}
      onKeyDown={press}
      onFocus={({ target }) => {
        if (!root.current || !buttonsOf(root.current).includes(target)) return
        stop.current = target
        mark()
      }}
    >
      {children}
    </div>
  )
}
