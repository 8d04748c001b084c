import { expect, it } from 'vitest'
import { tableOf } from '../../spec/metricTable'
import { bestEpochLoss } from './epochLoss'
import { RunSeries } from './series'

function append(series: RunSeries, losses: readonly number[]): void {
  const seconds = new Float64Array(losses.length)
  series.append({ firstStep: series.endStep, ...tableOf([['loss', losses]]), seconds })
}

it('is the smallest mean over a whole epoch, whatever the blocks', () => {
  const series = new RunSeries()
  expect(bestEpochLoss(series, 4)).toBeNaN()
  append(series, [4, 4, 2])
  expect(bestEpochLoss(series, 4)).toBeNaN()
  append(series, [2, 1])
  expect(bestEpochLoss(series, 4)).toBe(3)
  append(series, [0, 0, 1, 0, 0])
  expect(bestEpochLoss(series, 4)).toBe(0.5)
  append(series, [8, 8])
  expect(bestEpochLoss(series, 4)).toBe(0.5)
  expect(bestEpochLoss(series, 2)).toBe(0)
})

it('passes over an epoch that is not a number', () => {
  const series = new RunSeries()
  append(series, [NaN, 1, 3, 3, NaN, 0])
  expect(bestEpochLoss(series, 2)).toBe(3)
})

it('knows nothing without a series', () => {
  expect(bestEpochLoss(undefined, 4)).toBeNaN()
})
