import type { ReactNode } from 'react'

export interface Note {
  /** The same as long as it is the same note. */
  readonly key: string
  readonly kind: 'error' | 'warning' | 'info' | 'hints'
  /** Accessible name and role of what groups it, where it is more than a sentence. */
  readonly group?: { readonly role: 'complementary' | 'group'; readonly name: string }
  readonly content: ReactNode
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Where it leads on to: among the buttons of the strip, and so no further stop for Tab. */
  readonly onward?: { readonly label: string; readonly title: string; readonly run: () => void }
  /** Accessible name of the button that dismisses it. */
  readonly dismissLabel: string
  readonly dismiss: () => void
}
