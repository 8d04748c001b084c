import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { METRIC_COLUMNS, type MetricColumn } from '../../spec/metrics'
import { columnOf } from '../../spec/metricTable'
import { ABSENT, NO_LIMIT } from './sentinels'
import { MetricsRing } from './metricsRing'
import { activate } from '../testing/backends.node'

/** A row of 0, 1, 2, ... plus `start`, with some columns replaced. */
function row(start: number, replaced: Partial<Record<MetricColumn, number>> = {}) {
  return tf.tensor1d(METRIC_COLUMNS.map((column, i) => replaced[column] ?? start + i))
}

describe.each(['cpu', 'wasm'] as const)('MetricsRing on %s', (backend) => {
  beforeAll(() => activate(backend))

  it('reads all rows in the order of pushing, once', async () => {
    const before = tf.memory().numTensors
    const ring = new MetricsRing()
    for (const start of [0, 100, 200]) ring.push(row(start))
    expect(ring.size).toBe(3)
    const rows = await ring.drain()
    METRIC_COLUMNS.forEach((column, i) => {
      expect([...columnOf(rows, column)!]).toEqual([i, 100 + i, 200 + i])
    })
    expect((await ring.drain()).values).toHaveLength(0)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('keeps what is pushed while it reads for the next time', async () => {
    const ring = new MetricsRing()
    ring.push(row(1))
    const reading = ring.drain()
    ring.push(row(500))
    expect((await reading).values[0]).toBe(1)
    expect((await ring.drain()).values[0]).toBe(500)
  })

  it('turns the codes of the device into NaN and Infinity', async () => {
    const ring = new MetricsRing()
    ring.push(row(0, { unclipped: ABSENT, maxLr: NO_LIMIT }))
    ring.push(row(0, { unclipped: -2, maxLr: ABSENT }))
    ring.push(row(0, { unclipped: 5, maxLr: 0.25, loss: NaN, gradNormSq: Infinity }))
    const rows = await ring.drain()
    const read = (step: number, column: MetricColumn) => columnOf(rows, column)![step]
    expect([read(0, 'unclipped'), read(0, 'maxLr')]).toEqual([NaN, Infinity])
    expect([read(1, 'unclipped'), read(1, 'maxLr')]).toEqual([-2, NaN])
    expect([read(2, 'unclipped'), read(2, 'maxLr')]).toEqual([5, 0.25])
    expect([read(2, 'loss'), read(2, 'gradNormSq')]).toEqual([NaN, Infinity])
  })

  it('lets go of what waits', () => {
    const before = tf.memory().numTensors
    const ring = new MetricsRing()
    ring.push(row(0))
    ring.dispose()
    expect(tf.memory().numTensors).toBe(before)
    expect(ring.size).toBe(0)
  })
})
