/**
 * Light, dark, or as the system has it. Set on the root element, where theme.css looks; what was
 * chosen on an earlier visit is set by public/opening.js before the first picture.
 */
import { useSyncExternalStore } from 'react'
import { recall, remember } from './remember'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const listeners = new Set<() => void>()
let theme: Theme = THEMES.find((one) => one === recall('theme')) ?? 'system'

function apply(): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}

export function setTheme(next: Theme): void {
  theme = next
  remember('theme', next)
  apply()
  listeners.forEach((changed) => changed())
}

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => theme,
  )
