import type { MouseEvent } from 'react'

/** Brings the guide, or a part of it, into sight and gives it the focus. */
export function goToGuide(part = 'guide'): void {
  const guide = document.getElementById(part) ?? document.getElementById('guide')
  guide?.scrollIntoView()
  guide?.focus({ preventScroll: true })
}

/** For a link to the guide. The address bar holds the experiment, so that it must not change. */
export function showGuide(event: MouseEvent): void {
  event.preventDefault()
  goToGuide()
}
