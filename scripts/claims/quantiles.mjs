/** Quantiles of what came out with several seeds, and which of them count as failed. Pure. */

/**
 * With linear interpolation between neighbours. A run that diverged has no number: it stands above
 * all that have one, so that a median never leaves it out. NaN where there is nothing.
 */
export function quantile(values, share) {
  const sorted = values
    .map((value) => (Number.isFinite(value) ? value : Infinity))
    .sort((a, b) => a - b)
  if (sorted.length === 0) return NaN
  const at = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low === high ? low : low + (high - low) * (at - Math.floor(at))
}

export const median = (values) => quantile(values, 0.5)

/** "seeds 1 to 20", "seeds 2, 5", "seed 4" */
export function seedsText(seeds) {
  if (seeds.length === 1) return `seed ${seeds[0]}`
  const isRange = seeds.length > 3 && seeds.every((seed, i) => seed === seeds[0] + i)
  return `seeds ${isRange ? `${seeds[0]} to ${seeds.at(-1)}` : seeds.join(', ')}`
}

/** "; 3 of 20 failed"; nothing where none did */
export function failuresText(failed, count) {
  if (failed === 0) return ''
  return failed === count ? `; all ${count} failed` : `; ${failed} of ${count} failed`
}
