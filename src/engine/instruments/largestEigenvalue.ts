/** Symmetric tridiagonal matrices in double precision: what Lanczos' method makes of a large matrix. */

export interface Tridiagonal {
  readonly diagonal: readonly number[]
  /** One less: beside the diagonal. */
  readonly beside: readonly number[]
}

/** How many eigenvalues are above x: sign changes of the pivots of T - x I. */
function countAbove({ diagonal, beside }: Tridiagonal, x: number): number {
  let above = 0
  let pivot = 1
  diagonal.forEach((entry, i) => {
    const off = i === 0 ? 0 : beside[i - 1]!
    pivot = entry - x - (i === 0 ? 0 : (off * off) / pivot)
    // Half a rounding error away from 0, so that the next quotient is a number.
    if (pivot === 0) pivot = -Number.MIN_VALUE * 2 ** 60
    if (pivot > 0) above++
  })
  return above
}

/** The largest eigenvalue, by bisection between Gershgorin's bounds. */
export function largestEigenvalue(matrix: Tridiagonal): number {
  const { diagonal, beside } = matrix
  const radii = diagonal.map((_, i) => Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0))
  let low = Math.min(...diagonal.map((entry, i) => entry - radii[i]!))
  let high = Math.max(...diagonal.map((entry, i) => entry + radii[i]!))
  for (let i = 0; i < 100 && high > low; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (countAbove(matrix, middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Its eigenvector for that eigenvalue, of no particular length, by the rows of (T - x I) v = 0. */
export function eigenvectorOf({ diagonal, beside }: Tridiagonal, eigenvalue: number): number[] {
  const vector = [1]
  for (let i = 0; i + 1 < diagonal.length; i++) {
    const above = i === 0 ? 0 : beside[i - 1]! * vector[i - 1]!
    vector.push(((eigenvalue - diagonal[i]!) * vector[i]! - above) / beside[i]!)
  }
  return vector
}
