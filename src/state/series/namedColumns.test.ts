import { describe, expect, it } from 'vitest'
import { tableOf } from '../../spec/metricTable'
import { RunSeries } from './series'
import { buffersOf, partsOf } from './seriesParts'

/** Steps that hold these columns. */
function append(series: RunSeries, columns: Readonly<Record<string, readonly number[]>>): void {
  const table = tableOf(Object.entries(columns))
  const seconds = new Float64Array(table.values.length / table.columns.length)
  series.append({ firstStep: series.endStep, ...table, seconds })
}

describe('blocks with columns of their own', () => {
  it('are found by name, in whatever order they stand', () => {
    const series = new RunSeries()
    append(series, { stepSize: [0.5, 0.25], loss: [2, 1] })
    append(series, { loss: [0.5], stepSize: [0.125] })
    expect([...series.values('loss')]).toEqual([2, 1, 0.5])
    expect([...series.values('stepSize')]).toEqual([0.5, 0.25, 0.125])
    expect(series.columns).toEqual(['loss', 'stepSize'])
    expect(series.partialColumns).toEqual([])
  })

  it('keep columns that this page does not know, after its own', () => {
    const series = new RunSeries()
    append(series, { curvature: [3, 4], loss: [2, 1] })
    expect(series.columns).toEqual(['loss', 'curvature'])
    expect([...series.column('curvature')]).toEqual([3, 4])
  })

  it('are NaN where they do not have a column that others have, and say so', () => {
    const series = new RunSeries()
    append(series, { loss: [3, 2] })
    append(series, { loss: [1], curvature: [NaN] })
    append(series, { curvature: [7] })
    expect([...series.values('loss')]).toEqual([3, 2, 1, NaN])
    expect([...series.column('curvature')]).toEqual([NaN, NaN, NaN, 7])
    const missing = (name: string) => [0, 1, 2, 3].map((step) => series.isMissing(name, step))
    expect(missing('loss')).toEqual([false, false, false, true])
    expect(missing('curvature')).toEqual([true, true, false, false])
    expect(missing('accuracy')).toEqual([true, true, true, true])
    expect([...series.values('accuracy')]).toEqual([NaN, NaN, NaN, NaN])
    expect(new Set(series.partialColumns)).toEqual(new Set(['loss', 'curvature']))
  })

  it('remember what is missing when there is no more room, and when old rows leave', () => {
    const series = new RunSeries()
    append(series, { loss: [1, 2, 3] })
    append(series, { loss: [4], curvature: [5] })
    append(series, { loss: Array<number>(5000).fill(6), curvature: Array<number>(5000).fill(7) })
    expect([2, 3, 5003].map((step) => series.isMissing('curvature', step))).toEqual([
      true,
      false,
      false,
    ])
    series.foldBefore(2)
    expect([2, 3].map((step) => series.isMissing('curvature', step))).toEqual([true, false])
    expect([...series.column('curvature').subarray(0, 3)]).toEqual([NaN, 5, 7])
    series.foldBefore(32)
    expect([...series.folded!.column('curvature', 'max')]).toEqual([7, 7])
    expect([...series.folded!.values('loss', 'max')]).toEqual([6, 6])
    expect([...series.folded!.values('accuracy', 'max')]).toEqual([NaN, NaN])
    expect(series.folded!.columns).toEqual(['loss', 'curvature'])
  })

  it('stay what they are, and go on, where a series is sent to another thread', () => {
    const series = new RunSeries()
    append(series, { loss: [9, 8], curvature: [1, 2] })
    series.foldBefore(1)
    append(series, { loss: [7] })
    append(series, { clipped: [1], loss: [NaN] })
    const parts = partsOf(series)
    const moved = RunSeries.of(structuredClone(parts, { transfer: buffersOf(parts) }))
    for (const one of [series, moved]) append(one, { loss: [5], effort: [4] })
    for (const name of ['loss', 'clipped', 'curvature', 'effort']) {
      expect([...moved.column(name)]).toEqual([...series.column(name)])
      const missing = (of: RunSeries) => [1, 2, 3, 4].map((step) => of.isMissing(name, step))
      expect(missing(moved)).toEqual(missing(series))
      expect([...moved.folded!.column(name, 'last')]).toEqual([
        ...series.folded!.column(name, 'last'),
      ])
    }
    expect(moved.columns).toEqual(series.columns)
    expect(moved.isMissing('curvature', 1)).toBe(false)
    expect(moved.isMissing('curvature', 2)).toBe(true)
    expect(moved.folded!.columns).toEqual(['loss', 'curvature'])
  })
})
