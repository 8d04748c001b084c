/** True where the tab was reloaded or restored, and not sent to an address again. */
export function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload'
}
