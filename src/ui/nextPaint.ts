/** Longest wait for a painting: a tab in the background paints nothing. */
const PATIENCE_MS = 250

/** Resolves when the next picture has been painted. */
export const nextPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, PATIENCE_MS)
  })
