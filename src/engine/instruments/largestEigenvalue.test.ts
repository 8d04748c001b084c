import { expect, it } from 'vitest'
import { eigenvectorOf, largestEigenvalue } from './largestEigenvalue'

/** 2 on the diagonal and -1 beside it: eigenvalues 2 - 2 cos(k pi / (n + 1)). */
const chain = (n: number) => ({
  diagonal: Array.from({ length: n }, () => 2),
  beside: Array.from({ length: n - 1 }, () => -1),
})

it.each([1, 2, 7, 30])('finds the largest eigenvalue of a chain of %i, and its vector', (n) => {
  const matrix = chain(n)
  const value = largestEigenvalue(matrix)
  expect(value).toBeCloseTo(2 + 2 * Math.cos(Math.PI / (n + 1)), 12)
  const vector = eigenvectorOf(matrix, value)
  const ratio = (i: number) => vector[i]! / Math.sin((Math.PI * n * (i + 1)) / (n + 1))
  for (let i = 0; i < n; i++) expect(ratio(i) / ratio(0)).toBeCloseTo(1, 6)
})

it('is the largest and not the one of largest size', () => {
  expect(largestEigenvalue({ diagonal: [-5, 1, -3], beside: [0, 0] })).toBeCloseTo(1, 12)
  expect(largestEigenvalue({ diagonal: [-5, -1], beside: [0] })).toBeCloseTo(-1, 12)
})
