import { useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../icons'
import { ExperimentPanel } from '../panels/ExperimentPanel'

/**
 * Everything that all runs share. Not modal: it leaves Train and the charts beside it in reach, and
 * stays open until it is closed.
 */
export default function SettingsDrawer({ onClose }: { readonly onClose: () => void }) {
  const root = useRef<HTMLElement>(null)
  useEffect(() => root.current?.querySelector<HTMLElement>('button')?.focus(), [])
  // Below the bar, which is lower while the title above it is in sight.
  useLayoutEffect(() => {
    const place = () => {
      const bar = document.querySelector('.topbar')?.getBoundingClientRect().bottom ?? 0
      root.current?.style.setProperty('top', `${Math.max(0, Math.ceil(bar))}px`)
    }
    place()
    addEventListener('scroll', place, { passive: true })
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place)
      removeEventListener('resize', place)
    }
  }, [])
  const page = document.querySelector('main')
  if (!page) return null
  return createPortal(
    <aside
      ref={root}
      className="drawer"
      aria-label="All settings"
      onKeyDown={(event) => {
        // In a field it takes back what was typed.
        const isField = event.target instanceof HTMLInputElement && event.target.type === 'text'
        if (event.key === 'Escape' && !isField) onClose()
      }}
    >
      <button
        type="button"
        className="button button--icon drawer__close"
        aria-label="Close all settings"
        title="Close"
        onClick={onClose}
      >
        <Icon name="remove" />
      </button>
      <ExperimentPanel />
    </aside>,
    page,
  )
}
