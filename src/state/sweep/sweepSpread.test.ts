import { expect, it } from 'vitest'
import { failedOf, stepsTo, sweepSpreads } from './sweepSpread'
import type { SweepPoint } from './types'

const point = (rate: number, seed: number, trainLoss: number | null): SweepPoint => ({
  ...{ optimizer: 'sgd', values: { rate }, seed, trainLoss, testLoss: trainLoss, backend: 'wasm' },
  testAccuracy: trainLoss === null ? null : 1 - trainLoss,
  divergedAt: trainLoss === null ? 10 + seed : null,
})

const spreads = (...points: SweepPoint[]) => sweepSpreads(points, ['alig', 'sgd'])

it('has median, smallest and largest at each rate, in the order of the rates', () => {
  const found = spreads(
    point(1, 1, 0.5),
    point(0.1, 1, 0.2),
    point(0.1, 2, 0.1),
    point(0.1, 3, 0.4),
  )
  expect(found.map(({ x, tried }) => [x, tried])).toEqual([
    [0.1, 3],
    [1, 1],
  ])
  expect(found[0]!.trainLoss).toEqual({ median: 0.2, low: 0.1, high: 0.4 })
  expect(found[0]!.testAccuracy).toEqual({ median: 0.8, low: 0.6, high: 0.9 })
  expect(found[1]!.trainLoss).toEqual({ median: 0.5, low: 0.5, high: 0.5 })
})

it('counts what diverged as worse than any number', () => {
  const [one] = spreads(point(1, 1, 0.1), point(1, 2, null), point(1, 3, 0.3))
  expect(one).toMatchObject({
    trainLoss: { median: 0.3, low: 0.1, high: 0.3 },
    testAccuracy: { median: 0.7, low: 0.7, high: 0.9 },
    divergedAt: [12],
  })
  const [most] = spreads(point(1, 1, 0.1), point(1, 2, null), point(1, 3, null))
  expect(most).toMatchObject({ trainLoss: null, testAccuracy: null, divergedAt: [12, 13] })
  const [half] = spreads(point(1, 1, 0.1), point(1, 2, null))
  expect(half).toMatchObject({ trainLoss: null, testAccuracy: null, tried: 2 })
})

it('counts what is no better than guessing among the failures, and averages none of them away', () => {
  const [one] = sweepSpreads(
    [point(1, 1, 0.1), point(1, 2, 0.89), point(1, 3, null), point(1, 4, 0.2)],
    ['sgd'],
    { x: 'rate', guess: 0.1 },
  )
  expect(one).toMatchObject({ tried: 4, atChance: 1, divergedAt: [13] })
  expect(failedOf(one!)).toBe(2)
  // Of 0.9, 0.8, 0.11 and one that counts as worse than any.
  expect(one!.testAccuracy!.median).toBeCloseTo((0.8 + 0.11) / 2)
})

it('has the cells of a map, row by row', () => {
  const at = (rate: number, noise: number): SweepPoint => ({
    ...point(rate, 1, 0.5),
    values: { noise, rate },
  })
  const found = sweepSpreads([at(1, 0.5), at(1, 0), at(0.1, 0.5)], ['sgd'], {
    x: 'rate',
    y: 'noise',
  })
  expect(found.map(({ x, y }) => [x, y])).toEqual([
    [1, 0],
    [0.1, 0.5],
    [1, 0.5],
  ])
})

it('has the steps to a target, by the median; never counts as longer than any', () => {
  const way = (seed: number, ...bests: [number, number][]): SweepPoint => ({
    ...point(1, seed, 0.1),
    bests,
  })
  const points = [way(1, [0, 0.1], [20, 0.8], [60, 0.93]), way(2, [40, 0.9]), way(3, [10, 0.5])]
  expect(points.map((one) => stepsTo(one, 0.9))).toEqual([60, 40, null])
  const of = (target: number) => sweepSpreads(points, ['sgd'], { x: 'rate', target })[0]!
  expect(of(0.9).stepsToTarget).toEqual({ median: 60, low: 40, high: 60 })
  expect(of(0.92).stepsToTarget).toBeNull()
  expect(sweepSpreads(points, ['sgd'])[0]!.stepsToTarget).toBeNull()
})
