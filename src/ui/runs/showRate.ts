/**
 * Brings the slider of an optimizer's rate into sight, with as much as there is room for above it,
 * and gives it the focus. Without effect where no run has this optimizer.
 */
export function showRate(optimizer: string): void {
  const slider = document.querySelector<HTMLElement>(
    `.card[data-optimizer='${optimizer}'] .field--wide .slider`,
  )
  slider?.scrollIntoView({ block: 'nearest' })
  slider?.focus({ preventScroll: true })
}
