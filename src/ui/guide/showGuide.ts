import type { MouseEvent } from 'react'

/** For a link to the guide. The address bar holds the experiment, so that it must not change. */
export function showGuide(event: MouseEvent): void {
  event.preventDefault()
  const guide = document.getElementById('guide')
  guide?.scrollIntoView()
  guide?.focus({ preventScroll: true })
}
