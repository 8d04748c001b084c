const MARGIN = 2
/** Losses below this share of the largest lie on the floor. */
const FLOOR = 1e-6

/** One SVG path per run: evenly spaced losses on a common logarithmic axis. */
export function thumbnailPaths(
  losses: readonly (readonly (number | null)[])[],
  width: number,
  height: number,
): string[] {
  const all = losses.flat().filter((loss) => loss !== null && loss > 0) as number[]
  const high = Math.max(...all)
  const low = Math.max(Math.min(...all), high * FLOOR)
  const span = Math.log(high / low) || 1
  const yOf = (loss: number) =>
    MARGIN + (1 - Math.log(Math.max(loss, low) / low) / span) * (height - 2 * MARGIN)
  return losses.map((run) => {
    let path = ''
    let pen = 'M'
    run.forEach((loss, i) => {
      if (loss === null || all.length === 0) {
        pen = 'M'
        return
      }
      const x = MARGIN + (i / Math.max(1, run.length - 1)) * (width - 2 * MARGIN)
      path += `${pen}${x.toFixed(1)} ${yOf(loss).toFixed(1)}`
      pen = 'L'
    })
    return path
  })
}
