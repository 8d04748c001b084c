import { expect, it, vi } from 'vitest'
import { summarise } from '../../charts/summary'
import { optimizerSpec } from '../../optimizers/specs'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { SeriesStore } from '../../state/series/series'
import type { SmoothedRuns } from './progressSeries'
import type { LineView } from './runViews'
import { timelineOf } from './timeline'

// Lines need no store, and the store starts a worker.
vi.mock('../../state/store/store', () => ({ usePlayground: () => undefined }))
const { progressSeries } = await import('./progressSeries')

it('says of an averaged line that it is smoothed, and ends where the steps end', () => {
  const store = new SeriesStore()
  const run = asRunId(0)
  const losses = new Float32Array(20).fill(0.5)
  const table = tableOf([['loss', losses]])
  store.append(run, { ...table, firstStep: 0, seconds: new Float64Array(20) })
  const view: LineView = {
    ...{ id: 0, label: 'SGD', spec: optimizerSpec('sgd'), series: store.get(run) },
    style: { color: 'red', marker: 'circle' },
  }
  const timeline = timelineOf('steps', { batch: 1, stepsPerEpoch: 1, series: undefined })
  const axis = { domain: [0, 50], timeline, buckets: 100 } as const
  const said = (smooth: SmoothedRuns | null) => {
    const lines = progressSeries([view], 'loss', axis, smooth)
    return summarise(lines, axis.domain, 'step', String, String)
  }
  expect(said(new Map())).toBe('2 lines over step 0 to 19. Latest values: SGD train, smoothed 0.5.')
  expect(said(null)).toBe('1 line over step 0 to 19. Latest values: SGD train 0.5.')
})
