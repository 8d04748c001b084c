/** Longest wait for a moment in which nothing else is to be done. */
const PATIENCE_MS = 1000

/** Resolves when the browser has nothing else to do; in Safari, which does not say, a little later. */
export const nextIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window)
      requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS })
    else setTimeout(resolve, PATIENCE_MS / 10)
  })
