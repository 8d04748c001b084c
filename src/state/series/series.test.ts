import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { MAX_ROWS, SeriesStore } from './series'
import type { SeriesBlock } from './types'

/** Value of a column at a step: differs by run, step and column, exact in float32. */
const valueAt = (run: number, step: number, column: number) =>
  ((step * 7 + column * 1000 + run * 13) % 65536) + column / 16

function block(
  firstStep: number,
  count: number,
  run = 0,
  value: (step: number, column: number) => number = (step, column) => valueAt(run, step, column),
): SeriesBlock {
  const steps = Array.from({ length: count }, (_, i) => firstStep + i)
  const table = tableOf(
    METRIC_COLUMNS.map((name, column) => [name, steps.map((step) => value(step, column))]),
  )
  return { firstStep, ...table, seconds: Float64Array.from(steps, (step) => step / 8) }
}

/** Where two arrays differ first; -1 where they are equal. `toEqual` is slow with so many numbers. */
function firstDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  for (let i = 0; i < Math.max(found.length, expected.length); i++)
    if (!Object.is(found[i], expected[i])) return i
  return -1
}

describe('a run that is kept whole', () => {
  it('holds what was appended, in columns', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { maxLength: 12 }), fc.nat(1000), (counts, firstStep) => {
        const store = new SeriesStore()
        let step = firstStep
        for (const count of counts) {
          store.append(asRunId(5), block(step, count))
          step += count
        }
        const series = store.get(asRunId(5))
        const total = step - firstStep
        expect(series === undefined).toBe(counts.length === 0)
        if (series === undefined) return
        expect(series.length).toBe(total)
        expect(store.totalRows).toBe(total)
        expect(store.foldedBefore).toBe(0)
        expect(series.folded).toBeNull()
        if (total === 0) return
        expect([series.firstStep, series.endStep]).toEqual([firstStep, step])
        expect(series.seconds).toEqual(
          Float64Array.from({ length: total }, (_, i) => (firstStep + i) / 8),
        )
        METRIC_COLUMNS.forEach((name, column) => {
          const expected = Float32Array.from({ length: total }, (_, i) =>
            valueAt(0, firstStep + i, column),
          )
          expect(firstDifference(series.values(name), expected), name).toBe(-1)
        })
      }),
      { numRuns: 50 },
    )
  })

  it('leaves a view as it was when more rows come', () => {
    const store = new SeriesStore()
    store.append(asRunId(0), block(0, 10))
    const view = store.get(asRunId(0))!.values('loss')
    const copy = view.slice()
    store.append(asRunId(0), block(10, 100_000))
    expect(view).toEqual(copy)
  })

  it('refuses a gap, a repetition and a block of the wrong size', () => {
    const store = new SeriesStore()
    store.append(asRunId(0), block(0, 10))
    expect(() => store.append(asRunId(0), block(11, 1))).toThrow('steps go on at 10')
    expect(() => store.append(asRunId(0), block(9, 1))).toThrow('steps go on at 10')
    const whole = block(10, 2)
    const torn = { ...whole, values: whole.values.subarray(1) }
    expect(() => store.append(asRunId(0), torn)).toThrow(RangeError)
    expect(store.get(asRunId(0))!.length).toBe(10)
  })
})

it('keeps runs and evaluations apart and forgets them when told', () => {
  const store = new SeriesStore()
  const evaluation = { step: 100, loss: 1, accuracy: 0.5 }
  store.append(asRunId(1), block(0, 3))
  store.addEvaluation(asRunId(2), evaluation)
  expect(store.get(asRunId(1))!.evaluations).toEqual([])
  expect(store.get(asRunId(2))!.evaluations).toEqual([evaluation])
  expect(store.get(asRunId(3))).toBeUndefined()
  store.delete(asRunId(1))
  expect([store.get(asRunId(1)), store.totalRows]).toEqual([undefined, 0])
  store.clear()
  expect(store.get(asRunId(2))).toBeUndefined()
})

describe('more rows than are kept whole', () => {
  it('folds the same old steps of all runs, and keeps at most the limit', () => {
    const store = new SeriesStore()
    for (let step = 0; step < 100_000; step += 500) {
      for (const run of [0, 1, 2]) {
        store.append(asRunId(run), block(step, 500, run))
        expect(store.totalRows).toBeLessThanOrEqual(MAX_ROWS)
      }
    }
    expect(store.totalRows).toBeGreaterThan(MAX_ROWS * 0.85)
    const before = store.foldedBefore
    for (const run of [0, 1, 2]) {
      const series = store.get(asRunId(run))!
      expect([series.firstStep, series.endStep]).toEqual([before, 100_000])
      expect([series.folded!.firstStep, series.folded!.endStep]).toEqual([0, before])
      const loss = series.values('loss')
      expect(loss[0]).toBe(valueAt(run, before, 0))
      expect(loss.at(-1)).toBe(valueAt(run, 99_999, 0))
    }
  })

  it('has smallest, largest and last value of every bucket', () => {
    const store = new SeriesStore(2000)
    for (let step = 0; step < 300_000; step += 250) store.append(asRunId(0), block(step, 250))
    const { folded } = store.get(asRunId(0))!
    const buckets = folded!
    expect(buckets.length).toBe(Math.ceil(buckets.endStep / buckets.size))
    expect(buckets.length).toBeLessThanOrEqual(4096)
    expect(buckets.size).toBe(128)
    for (const [column, name] of METRIC_COLUMNS.entries()) {
      const [min, max, last] = (['min', 'max', 'last'] as const).map((part) =>
        buckets.values(name, part),
      )
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        const from = bucket * buckets.size
        const to = Math.min(from + buckets.size, buckets.endStep)
        const values = Array.from({ length: to - from }, (_, i) => valueAt(0, from + i, column))
        const found = [min![bucket], max![bucket], last![bucket]]
        const expected = [Math.min(...values), Math.max(...values), values.at(-1)]
        if (found.join() !== expected.join()) expect({ name, bucket, found }).toEqual(expected)
        if (buckets.seconds[bucket] !== from / 8) expect(buckets.seconds[bucket]).toBe(from / 8)
      }
    }
    expect(buckets.endStep).toBe(store.foldedBefore)
  })

  it('leaves NaN out of smallest and largest but not out of last', () => {
    const store = new SeriesStore(64)
    const value = (step: number) => (step < 16 || step % 2 === 1 ? NaN : step)
    for (let step = 0; step < 128; step += 4) store.append(asRunId(0), block(step, 4, 0, value))
    const buckets = store.get(asRunId(0))!.folded!
    expect(buckets.size).toBe(16)
    expect(Array.from(buckets.values('loss', 'min').subarray(0, 3))).toEqual([NaN, 16, 32])
    expect(Array.from(buckets.values('loss', 'max').subarray(0, 3))).toEqual([NaN, 30, 46])
    expect(Array.from(buckets.values('loss', 'last').subarray(0, 3))).toEqual([NaN, NaN, NaN])
  })

  it('folds a run that ended early as a whole', () => {
    const store = new SeriesStore(1000)
    store.append(asRunId(0), block(0, 100, 0))
    for (let step = 0; step < 5000; step += 100) store.append(asRunId(1), block(step, 100, 1))
    const ended = store.get(asRunId(0))!
    expect([ended.length, ended.firstStep, ended.endStep]).toEqual([0, 100, 100])
    expect(ended.folded!.values('loss', 'last').at(-1)).toBe(valueAt(0, 99, 0))
    expect(() => store.append(asRunId(0), block(100, 5, 0))).not.toThrow()
    expect(ended.length + ended.folded!.endStep - ended.folded!.firstStep).toBe(105)
  })

  it('takes five million rows', () => {
    const store = new SeriesStore()
    const rows = block(0, 1000)
    for (let step = 0; step < 5_000_000; step += 1000) {
      store.append(asRunId(0), { ...rows, firstStep: step })
    }
    const series = store.get(asRunId(0))!
    expect(series.endStep).toBe(5_000_000)
    expect(series.folded!.endStep).toBe(series.firstStep)
    expect(series.folded!.length).toBeLessThanOrEqual(4096)
  })
})
