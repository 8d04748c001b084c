/** Which key does what, and when a key belongs to what has the focus instead. */

export type Shortcut = 'train' | 'step' | 'reset' | 'undo' | 'lecture' | 'help'

export const SHORTCUTS: readonly {
  readonly keys: string
  readonly does: string
}[] = [
  { keys: 'Space', does: 'Train or pause' },
  { keys: '→', does: 'One step' },
  { keys: 'R', does: 'Reset: back to step 0' },
  { keys: 'Ctrl Z', does: 'Undo the last reset or removal' },
  { keys: 'P', does: 'Lecture mode: large type, two charts and maxLr' },
  { keys: '?', does: 'This list' },
]

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** The key is held down. */
  readonly repeat: boolean
  readonly defaultPrevented: boolean
}

/** What has the focus, as far as keys matter. */
export interface Focus {
  /** Upper case, e.g. "BUTTON". */
  readonly tag: string
  /** `type` of an input, else empty. */
  readonly type: string
  /** Its `role` attribute, else empty. */
  readonly role: string
  readonly editable: boolean
  /** It can be reached by keyboard though it is no control, e.g. a chart with keys of its own. */
  readonly focusable: boolean
  /** Inside an open dialog, a menu or a list of choices. */
  readonly enclosed: boolean
}

const BUTTON_LIKE = ['BUTTON', 'SUMMARY', 'A']
const TOGGLES = ['checkbox', 'button', 'submit', 'reset']

/** Keys that the focus needs for itself: all of them, the ones that press it, or none. */
function ownKeys({ tag, type, role, editable, focusable, enclosed }: Focus) {
  if (editable || enclosed) return 'all'
  if (tag === 'INPUT') return TOGGLES.includes(type) ? 'press' : 'all'
  if (tag === 'TEXTAREA' || tag === 'SELECT') return 'all'
  if (BUTTON_LIKE.includes(tag)) return role === '' ? 'press' : 'all'
  return focusable ? 'all' : 'none'
}

const KEYS: Readonly<Record<string, Shortcut>> = {
  ' ': 'train',
  ArrowRight: 'step',
  r: 'reset',
  R: 'reset',
  p: 'lecture',
  P: 'lecture',
  '?': 'help',
}

/** The shortcut that a press means, or null where it is not for the page. */
export function shortcutOf(press: Press, focus: Focus): Shortcut | null {
  const reserved = ownKeys(focus)
  if (press.defaultPrevented || reserved === 'all') return null
  if (press.key.toLowerCase() === 'z' && (press.ctrlKey || press.metaKey) && !press.altKey)
    return press.repeat ? null : 'undo'
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (reserved === 'press' && press.key === ' ') return null
  const shortcut = KEYS[press.key] ?? null
  // A held arrow key makes step after step; a held space bar would flicker.
  return press.repeat && shortcut !== 'step' ? null : shortcut
}
