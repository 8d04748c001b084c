import type { MouseEvent } from 'react'
import { askForGuide } from './guideMoment'

/** The guide is made last; who wants to see it does not wait for ever. */
const PATIENCE_MS = 10_000

/** Brings the guide, or a part of it, into sight and gives it the focus, as soon as it is there. */
export function goToGuide(part = 'guide'): void {
  if (show(part)) return
  askForGuide()
  const observer = new MutationObserver(() => {
    if (show(part)) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), PATIENCE_MS)
}

/** @returns whether it is there */
function show(part: string): boolean {
  const guide = document.getElementById(part) ?? document.getElementById('guide')
  guide?.scrollIntoView()
  guide?.focus({ preventScroll: true })
  return guide !== null
}

/** For a link to the guide. The address bar holds the experiment, so that it must not change. */
export function showGuide(event: MouseEvent): void {
  event.preventDefault()
  goToGuide()
}
