import { expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import type { RateTestReport } from '../../state/session/session'
import { rateTestCsv } from './rateTestCsv'
import { nearestPoint, rateTestPicture, rateTestWords } from './rateTestPicture'

const point = (rate: number, afterAll: number) => ({
  ...{ rate, afterAll, afterOne: 0.5, heldAfterOne: 0.75, heldAfterAll: 2 * afterAll },
})
const report: RateTestReport = {
  ...{ run: asRunId(3), step: 40, key: 'maxLr', current: 0.1, values: 4, steps: 20 },
  ...{ before: { batch: 1, held: 2 }, heldExamples: 200 },
  points: [point(0.01, 0.5), point(0.1, 0.25), point(1, 3), point(10, NaN)],
}
const line = (value: number) => ({ value, label: 'a', short: 'a', color: 'c' })

it('draws losses over the decimal logarithm of the rate, with gaps where there is none', () => {
  const { series, marks, xDomain, yDomain } = rateTestPicture(report, { color: 'red' }, [
    line(0.1),
    line(100),
  ])
  expect(series[0]!.points).toEqual([
    { x: -2, y: 0.5 },
    { x: -1, y: 0.25 },
    { x: 0, y: 3 },
    { x: 1, y: null },
  ])
  expect(series[1]!.valueAt!(-1.1)).toBe(0.5)
  expect(marks.map(({ x }) => x)).toEqual([-1])
  expect(xDomain).toEqual([-2, 1])
  expect(yDomain[0]).toBeLessThan(0.25)
  expect(yDomain[1]).toBe(10)
  expect(nearestPoint(report.points, 0.4)).toBe(2)
})

it('says where the loss is lowest, and from where on it rises', () => {
  expect(rateTestWords(report)).toBe(
    'After 20 steps the loss of the batch is lowest with maxLr 0.1: 1 → 0.25. ' +
      'From maxLr 1 on it is higher than before, or no number.',
  )
  expect(rateTestWords({ ...report, points: report.points.slice(3) })).toContain('At none')
})

it('is a table with an empty cell for what is no number', () => {
  expect(rateTestCsv(report, 1, 'alig').split('\n').slice(0, 5)).toEqual([
    'run,optimizer,step,hyperparameter,value,steps,loss_after_1,test_loss_after_1,loss_after_all,test_loss_after_all',
    '1,alig,40,maxLr,0.01,20,0.5,0.75,0.5,1',
    '1,alig,40,maxLr,0.1,20,0.5,0.75,0.25,0.5',
    '1,alig,40,maxLr,1,20,0.5,0.75,3,6',
    '1,alig,40,maxLr,10,20,0.5,0.75,,',
  ])
})
