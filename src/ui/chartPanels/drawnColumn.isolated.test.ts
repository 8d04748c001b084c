import { expect, it, vi } from 'vitest'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { SeriesStore } from '../../state/series/series'
import { timelineOf } from './timeline'

// Lines need no store, and the store starts a worker.
vi.mock('../../state/store/store', () => ({ usePlayground: () => undefined }))
const { drawnColumn } = await import('./runViews')

const run = asRunId(0)
function storeOf(losses: Float32Array, maxRows?: number) {
  const store = new SeriesStore(maxRows)
  const block = 1000
  for (let firstStep = 0; firstStep < losses.length; firstStep += block) {
    const part = losses.slice(firstStep, firstStep + block)
    store.append(run, {
      ...tableOf([['loss', part]]),
      firstStep,
      seconds: new Float64Array(part.length),
    })
  }
  return store.get(run)
}
const viewOf = (steps: number) => ({
  domain: [0, steps] as const,
  timeline: timelineOf('epochs', { batch: 1, stepsPerEpoch: 10, series: undefined }),
  buckets: 120,
})

it('has a spike in its band, be it recent or long ago, in the unit of the axis', () => {
  for (const maxRows of [undefined, 4000]) {
    const losses = new Float32Array(12_000).fill(0.5)
    losses[1234] = 9
    losses[11_000] = 7
    const series = storeOf(losses, maxRows)
    expect(series!.folded === null).toBe(maxRows === undefined)
    const axis = { ...viewOf(12_000), domain: [0, 1200] as const }
    const { points, band, isRange } = drawnColumn({ series }, 'loss', axis, Math.sqrt)
    expect(isRange).toBe(true)
    expect(Math.max(...points.map(({ y }) => y!))).toBeCloseTo(Math.sqrt(0.5))
    for (const [spike, step] of [
      [3, 1234],
      [Math.sqrt(7), 11_000],
    ] as const) {
      const holding = band!.filter(({ high }) => Math.abs(high! - spike) < 1e-6)
      expect(holding).toHaveLength(1)
      expect(Math.abs(holding[0]!.x - step / 10)).toBeLessThan(20)
    }
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b))
  }
})

it('has a point for every step, and no band, where steps are few', () => {
  const { points, band } = drawnColumn({ series: storeOf(new Float32Array(700).fill(1)) }, 'loss', {
    ...viewOf(700),
    domain: [0, 70],
  })
  expect(points).toHaveLength(700)
  expect(band).toBeUndefined()
})
