/**
 * Step sizes as a picture of a few hundred bytes: each run is a text of one character per column of
 * the picture, on a logarithmic axis that all runs share.
 */
const COLUMNS = 48
/** From the lowest level to the highest. */
const LEVELS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
/** Where a run has no step, because it diverged. */
const GAP = '.'
/** The axis spans at least this ratio, so that a step that hardly moves is drawn as such. */
const LEAST_SPAN = 10

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** Medians of as many stretches of a run as the picture has columns; NaN where it has no step. */
function columnsOf(steps: readonly number[], length: number): number[] {
  const columns = Math.min(COLUMNS, length)
  return Array.from({ length: columns }, (_, i) => {
    const [from, to] = [i, i + 1].map((edge) => Math.round((edge * length) / columns))
    return medianOf(steps.slice(from, to).filter((step) => Number.isFinite(step) && step > 0))
  })
}

/** @param runs step sizes of each run, step by step */
export function encodeCurves(runs: readonly (readonly number[])[]): string[] {
  const length = Math.max(...runs.map((steps) => steps.length))
  const curves = runs.map((steps) => columnsOf(steps, length))
  const known = curves.flat().filter((value) => !Number.isNaN(value))
  const [low, high] = [Math.min(...known), Math.max(...known)].map(Math.log) as [number, number]
  const span = Math.max(high - low, Math.log(LEAST_SPAN))
  const floor = (low + high - span) / 2
  const levelOf = (value: number) =>
    LEVELS[Math.round(((Math.log(value) - floor) / span) * (LEVELS.length - 1))]!
  return curves.map((curve) =>
    curve.map((value) => (Number.isNaN(value) ? GAP : levelOf(value))).join(''),
  )
}

/**
 * The SVG path of an encoded run, in a picture of this size. A run that is gone within a column is as
 * wide as that: a single point would not be seen.
 */
export function curvePath(curve: string, width: number, height: number): string {
  const column = width / Math.max(1, curve.length - 1)
  const isStep = (i: number) => LEVELS.includes(curve[i] ?? GAP)
  return [...curve]
    .map((character, i) => {
      if (!isStep(i)) return ''
      const y = ((1 - LEVELS.indexOf(character) / (LEVELS.length - 1)) * height).toFixed(1)
      const at = (x: number) => `${Math.min(x, width).toFixed(1)} ${y}`
      if (isStep(i - 1)) return `L${at(i * column)}`
      return isStep(i + 1) ? `M${at(i * column)}` : `M${at(i * column)}L${at((i + 1) * column)}`
    })
    .join('')
}
