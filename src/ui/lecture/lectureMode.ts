/** Whether the page is shown for a lecture, which is part of its link, and the way there and back. */
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import type { Settings } from '../../state/types'

export const isLecture = (view: Settings['view']): boolean => viewValue(view, 'lecture') === 'on'

/** How far the page was scrolled when it went out of sight. */
let scrolled = 0

export function showLecture(on: boolean): void {
  if (on) scrolled = window.scrollY
  usePlayground.getState().actions.setView('lecture', on ? 'on' : null)
}

export const leaveLecture = (): void => showLecture(false)

/** Once the page is in sight again. */
export const scrollBack = (): void => window.scrollTo({ top: scrolled, behavior: 'instant' })
