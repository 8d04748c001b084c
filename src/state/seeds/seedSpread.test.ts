import { expect, it } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { RunSeries } from '../series/series'
import { medianOf, SeedSpread, statisticsOf } from './seedSpread'

/** A run whose every metric is the loss given for the step. */
function runOf(losses: readonly number[], accuracies: readonly (readonly [number, number])[] = []) {
  const series = new RunSeries()
  series.append({
    firstStep: 0,
    ...tableOf(METRIC_COLUMNS.map((column) => [column, losses])),
    seconds: Float64Array.from(losses, (_, i) => i),
  })
  for (const [step, accuracy] of accuracies)
    series.addEvaluation({ step, loss: 1 - accuracy, accuracy })
  return series
}

it('finds medians of odd and even counts, and leaves out what is not a number', () => {
  expect(medianOf([1, 2, 9])).toBe(2)
  expect(medianOf([1, 2, 4, 9])).toBe(3)
  expect(statisticsOf([5, NaN, 1, Infinity, 2])).toEqual({ median: 2, low: 1, high: 5 })
  expect(statisticsOf([NaN])).toEqual({ median: NaN, low: NaN, high: NaN })
})

it('has median, smallest and largest of every step', () => {
  const spread = new SeedSpread([runOf([3, 2, 1]), runOf([5, 1, 4]), runOf([4, 9, 2])])
  const { median, low, high } = spread.column('loss')
  expect([[...median], [...low], [...high]]).toEqual([
    [4, 2, 2],
    [3, 1, 1],
    [5, 9, 4],
  ])
  expect([...spread.median.values('loss')]).toEqual([4, 2, 2])
})

it('counts the seeds that go on where one has ended early', () => {
  const spread = new SeedSpread([runOf([3, 2, 1, 7]), runOf([5, 4])])
  expect(spread.endStep).toBe(4)
  expect([...spread.column('loss').median]).toEqual([4, 3, 1, 7])
})

it('begins where every seed keeps its rows whole', () => {
  const folded = runOf([3, 2, 1])
  folded.foldBefore(2)
  const spread = new SeedSpread([folded, runOf([5, 4, 3])])
  expect([spread.firstStep, spread.median.length]).toEqual([2, 1])
  expect([...spread.column('loss').median]).toEqual([2])
  expect(spread.median.seconds[0]).toBe(2)
})

it('has the spread of the evaluations too', () => {
  const spread = new SeedSpread([
    runOf(
      [1],
      [
        [0, 0.25],
        [1, 0.5],
      ],
    ),
    runOf(
      [1],
      [
        [0, 0.75],
        [1, 1],
      ],
    ),
    runOf([1], [[0, 0.5]]),
  ])
  const of = (statistic: 'median' | 'low' | 'high') =>
    spread.evaluations(statistic).map(({ step, accuracy }) => [step, accuracy])
  expect(of('median')).toEqual([
    [0, 0.5],
    [1, 0.75],
  ])
  expect(of('low')).toEqual([
    [0, 0.25],
    [1, 0.5],
  ])
  expect(of('high')).toEqual([
    [0, 0.75],
    [1, 1],
  ])
})
