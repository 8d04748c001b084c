import { expect, it, vi } from 'vitest'
import { yDomainOf } from '../../charts/layout'
import { optimizerSpec } from '../../optimizers/specs'
import type { SeriesView } from '../../state/seeds/seedSpread'
import type { LineView } from './runViews'
import { timelineOf } from './timeline'

// Lines need no store, and the store starts a worker.
vi.mock('../../state/store/store', () => ({ usePlayground: () => undefined }))
const { clipNames, stepSizeSeries } = await import('./stepSizeSeries')

const rows = 20
const values: Record<string, Record<string, number>> = {
  alig: { stepSize: 0.2, unclipped: 0.4, maxLr: 0.2 },
  adam: { stepSize: 1e-5 },
  sps_max: { stepSize: 0.1, unclipped: 0.1, maxLr: 1 },
  decsps: { stepSize: 0.1, unclipped: 0.3, maxLr: 0.1 },
  ngn: { stepSize: 0.1, unclipped: 0.3 },
}
const seriesOf = (optimizer: string) =>
  ({
    firstStep: 0,
    endStep: rows,
    folded: null,
    values: (column: string) => new Float32Array(rows).fill(values[optimizer]![column] ?? NaN),
  }) as unknown as SeriesView

const viewOf = (id: string, i: number): LineView => {
  const spec = optimizerSpec(id)
  const style = { color: `c${i}`, marker: 'circle' } as const
  return { id: i, label: spec.label, spec, style, series: seriesOf(id) }
}
const views = ['alig', 'adam'].map(viewOf)
const axis = {
  domain: [0, rows] as const,
  timeline: timelineOf('steps', { batch: 1, stepsPerEpoch: 1, series: undefined }),
  buckets: 100,
}

it('fits the axis to the rule with a clip, its unclipped line and its limit', () => {
  const domain = (fitsAll: boolean) =>
    yDomainOf(stepSizeSeries(views, axis, false, fitsAll), axis.domain, 'log')
  const [low, high] = domain(false)
  expect(low).toBeGreaterThan(0.05)
  expect(low).toBeLessThan(0.2)
  expect(high).toBeGreaterThan(0.4)
  expect(domain(true)[0]).toBeLessThanOrEqual(1e-5)
})

it('names every line at its end, and whose clip a tint is', () => {
  const names = stepSizeSeries(views, axis, false).map(({ endLabel }) => endLabel)
  expect(names).toEqual(['ALI-G', 'unclipped', 'maxLr 0.2', 'Adam'])
  expect(clipNames(views)).toEqual([{ color: 'c0', label: 'ALI-G clipped' }])
})

it('has one entry for the tints of more than two runs', () => {
  const many = ['sps_max', 'decsps', 'alig'].map((id, i) => viewOf(id, i))
  expect(clipNames(many.slice(0, 2))).toHaveLength(2)
  expect(clipNames(many)).toEqual([{ color: null, label: 'clipped, in the color of the run' }])
})

it.each([
  ['sps_max', ['SPS_max', 'unclipped', 'etaMax 1'], true],
  // It works its limit out, and no option is it.
  ['decsps', ['DecSPS', 'unclipped', 'limit 0.1'], true],
  // Its step is shorter than the unclipped one, and nothing cuts it.
  ['ngn', ['NGN', 'unclipped'], false],
] as const)('calls the limit of %s what its rule calls it', (id, names, isClipped) => {
  const own = [viewOf(id, 0)]
  expect(stepSizeSeries(own, axis, false).map(({ endLabel }) => endLabel)).toEqual(names)
  expect(clipNames(own)).toHaveLength(isClipped ? 1 : 0)
})
