import { expect, it } from 'vitest'
import { defaultRun } from '../../experiment/defaults'
import type { MetricColumn } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { secondsAt, summarise, tellingValues } from './runSummary'
import { totalsOf } from './runTotals'
import { SeriesStore } from './series'
import type { SeriesBlock } from './types'

const RUN = asRunId(0)

/** Steps of 0.5 seconds each. */
function block(firstStep: number, rows: Partial<Record<MetricColumn, number>>[]): SeriesBlock {
  const seconds = Float64Array.from(rows, (_, i) => 0.5 * (firstStep + i))
  const table = tableOf([
    ['loss', rows.map(({ loss = 0 }) => loss)],
    ['clipped', rows.map(({ clipped = 0 }) => clipped)],
  ])
  return { firstStep, ...table, seconds }
}

const losses = [4, 2, 1, 3].map((loss, i) => ({ loss, clipped: i % 2 }))
const evaluation = (step: number, accuracy: number) => ({ step, loss: 1, accuracy })

it('summarises the numbers of a run', () => {
  const store = new SeriesStore()
  store.append(RUN, block(0, losses))
  store.addEvaluation(RUN, evaluation(2, 0.5))
  store.addEvaluation(RUN, evaluation(3, 0.9))
  store.addEvaluation(RUN, evaluation(4, 0.8))
  expect(summarise(store.get(RUN), { optimizer: 'alig' }, 0.85)).toEqual({
    bestLoss: 1,
    lastLoss: 3,
    accuracy: 0.8,
    stepsToTarget: 3,
    secondsToTarget: 1.5,
    clipped: 0.5,
    stepsPerSecond: 2,
  })
  expect(summarise(store.get(RUN), { optimizer: 'sgd' }, 0.95)).toMatchObject({
    stepsToTarget: null,
    secondsToTarget: null,
    clipped: null,
  })
})

it('has nothing to say of a run without numbers', () => {
  const summary = summarise(undefined, { optimizer: 'alig' }, 0.9)
  expect(Object.values(summary).every((value) => value === null)).toBe(true)
})

it('counts rows once, also when they have left for buckets', () => {
  const store = new SeriesStore(64)
  for (let step = 0; step < 400; step += 20) {
    const loss = step === 100 ? 0.01 : 5
    store.append(RUN, block(step, Array(20).fill({ loss, clipped: step < 200 ? 1 : 0 })))
    totalsOf(store.get(RUN))
  }
  const series = store.get(RUN)!
  expect(series.firstStep).toBeGreaterThan(300)
  expect(totalsOf(series)).toMatchObject({ rows: 400, clipped: 200, lastLoss: 5 })
  expect(totalsOf(series).bestLoss).toBeCloseTo(0.01)
  expect(secondsAt(series, 399)).toBe(199.5)
  expect(secondsAt(series, 400)).toBe(200)
  expect(Math.abs(secondsAt(series, 100) - 50)).toBeLessThanOrEqual(0.5 * series.folded!.size)
})

it('lets a loss that is no number neither be the best nor be hidden', () => {
  const store = new SeriesStore()
  store.append(RUN, block(0, [{ loss: NaN }, { loss: 2 }, { loss: NaN }]))
  const { bestLoss, lastLoss } = summarise(store.get(RUN), { optimizer: 'sgd' }, 1)
  expect(bestLoss).toBe(2)
  expect(lastLoss).toBeNaN()
})

it('names the rate, what is not default, and what rivals have otherwise', () => {
  const alig = defaultRun('alig')
  const runs = [
    alig,
    { ...alig, hyper: { ...alig.hyper, momentum: 0.9 } },
    { ...defaultRun('sgd'), hyper: { ...defaultRun('sgd').hyper, nesterov: true } },
    defaultRun('adam'),
  ]
  expect(tellingValues(runs)).toEqual([
    [
      { key: 'maxLr', value: 0.2 },
      { key: 'momentum', value: 0 },
    ],
    [
      { key: 'maxLr', value: 0.2 },
      { key: 'momentum', value: 0.9 },
    ],
    [
      { key: 'lr', value: 0.1 },
      { key: 'nesterov', value: true },
    ],
    [{ key: 'lr', value: 0.001 }],
  ])
})
