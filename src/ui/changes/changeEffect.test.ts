import { describe, expect, it } from 'vitest'
import type { RunId } from '../../spec/runId'
import type { MetricColumn } from '../../spec/metrics'
import { changeEffect, type Change, type WatchedRun } from './changeEffect'

const [alig, sgd] = [1 as RunId, 2 as RunId]

function watched(
  id: RunId,
  label: string,
  columns: Partial<Record<MetricColumn, number[]>>,
  firstStep = 0,
): WatchedRun {
  const values = (column: MetricColumn) => Float32Array.from(columns[column] ?? [])
  return { id, label, hasClip: id === alig, series: { firstStep, values } }
}

const filled = (length: number, value: (i: number) => number) =>
  Array.from({ length }, (_, i) => value(i))

const runs = [
  watched(alig, 'ALI-G', {
    loss: filled(400, (i) => (i < 300 ? 0.5 : 0.08)),
    clipped: filled(400, (i) => (i < 200 ? i % 2 : 1)),
  }),
  watched(sgd, 'SGD', { loss: filled(400, () => 0.11) }),
]
const change = (step: number, value: number, run = alig, key = 'maxLr'): Change => ({
  ...{ step, run, key, value },
})

describe('what a change did', () => {
  it('is nothing where there is none', () => {
    expect(changeEffect([], runs)).toBeNull()
    expect(changeEffect([change(3, 1, 9 as RunId)], runs)).toBeNull()
  })

  it('is said with the numbers before and since', () => {
    expect(changeEffect([change(200, 0.016)], runs)).toBe(
      'Since step 200 with maxLr 0.016: clipped 100\u00a0% (50\u00a0% before); ' +
        'loss of the last 100 steps 0.0800, SGD 0.1100.',
    )
  })

  it('counts a drag as one change, and compares with what was before all of it', () => {
    const drag = [change(200, 0.1), change(220, 0.05), change(240, 0.016)]
    expect(changeEffect(drag, runs)).toContain(
      'Since step 240 with maxLr 0.016: clipped 100\u00a0% (50\u00a0%',
    )
    const apart = [change(100, 0.1), change(240, 0.016)]
    expect(changeEffect(apart, runs)).toContain('(60\u00a0% before)')
  })

  it('counts the steps there are', () => {
    expect(changeEffect([change(390, 1)], runs)).toContain('loss of the last 10 steps')
    expect(changeEffect([change(399, 1)], runs)).toContain('loss of its one step')
    expect(changeEffect([change(400, 1)], runs)).toBe('Since step 400 with maxLr 1: no step yet.')
  })

  it('names the run where the value does not, and leaves out the clip where there is none', () => {
    expect(changeEffect([change(300, 0.5, sgd, 'lr')], runs)).toBe(
      'Since step 300 with SGD lr 0.5: loss of the last 100 steps 0.1100, ALI-G 0.0800.',
    )
  })

  it('knows that the first steps may not be kept whole', () => {
    const late = watched(alig, 'ALI-G', { loss: [1, 1], clipped: [0, 1] }, 1000)
    expect(changeEffect([change(900, 1)], [late])).toBe(
      'Since step 900 with maxLr 1: clipped 50\u00a0%; loss of the last 2 steps 1.000.',
    )
  })
})
