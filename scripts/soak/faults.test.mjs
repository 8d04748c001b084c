import { expect, it } from 'vitest'
import { trainingBetween } from './faults.mjs'

const samples = [
  [0, 0],
  [100, 0],
  [200, 1],
  [300, 1],
  [400, 2],
  // A worker was dead for a while.
  [30_000, 2],
  [40_000, 3],
  [40_100, 4],
  [40_200, 5],
]

it('counts the time in which steps came, and none in which nothing was trained', () => {
  expect(trainingBetween(samples, 0, 2)).toBe(400)
  expect(trainingBetween(samples, 1, 5)).toBe(200 + 200)
  expect(trainingBetween(samples, 3, 4)).toBe(100)
  expect(trainingBetween(samples, 5, 5)).toBe(0)
})
