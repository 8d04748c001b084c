/** @param {number[]} values @param {number} share of the values that lie below the result */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const high = Math.ceil(at)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low)
}

export const median = (values) => quantile(values, 0.5)

/** Median, quartiles and extremes. */
export function spread(values) {
  return {
    median: median(values),
    q1: quantile(values, 0.25),
    q3: quantile(values, 0.75),
    min: Math.min(...values),
    max: Math.max(...values),
    rounds: values.length,
  }
}

/**
 * How many times as long `a` takes as `b`: the median over the rounds that both took part in,
 * so that a busy moment of the machine meets both sides; the quotient of the medians where
 * there are none.
 * @param {(number | undefined)[]} a ms per step by round
 * @param {(number | undefined)[]} b
 */
export function ratio(a, b) {
  const pairs = a.flatMap((ms, round) =>
    ms !== undefined && b[round] !== undefined ? [ms / b[round]] : [],
  )
  if (pairs.length > 0) return spread(pairs)
  const taken = (list) => list.filter((ms) => ms !== undefined)
  if (taken(a).length === 0 || taken(b).length === 0) return undefined
  const value = median(taken(a)) / median(taken(b))
  return { median: value, q1: value, q3: value, min: value, max: value, rounds: 0 }
}
