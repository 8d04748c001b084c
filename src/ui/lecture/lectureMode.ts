/** Whether the page is shown for a lecture, which is part of its link, and the way there and back. */
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import type { Settings } from '../../state/types'

export const isLecture = (view: Settings['view']): boolean => viewValue(view, 'lecture') === 'on'

/** How far the page was scrolled, and what had the focus in it, when it went out of sight. */
let scrolled = 0
let focused: Element | null = null

export function showLecture(on: boolean): void {
  if (on) [scrolled, focused] = [window.scrollY, document.activeElement]
  usePlayground.getState().actions.setView('lecture', on ? 'on' : null)
}

export const cameFrom = (): Element | null => focused

export const leaveLecture = (): void => showLecture(false)

/** Once the page is in sight again. */
export const scrollBack = (): void => window.scrollTo({ top: scrolled, behavior: 'instant' })
