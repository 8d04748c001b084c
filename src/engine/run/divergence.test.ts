import { describe, expect, it } from 'vitest'
import { tableOf } from '../../spec/metricTable'
import { DivergenceWatch, LOSS_LIMIT, SKIPPED_LIMIT } from './divergence'

/** Rows that hold a loss and a skipped flag. */
const rows = (...steps: { loss?: number; skipped?: boolean }[]) =>
  tableOf([
    ['loss', steps.map(({ loss = 1 }) => loss)],
    ['skipped', steps.map(({ skipped = false }) => Number(skipped))],
  ])
const skipped = (count: number) => Array.from({ length: count }, () => ({ skipped: true }))

describe('the divergence watch', () => {
  it('lets a run with finite losses go on', () => {
    const watch = new DivergenceWatch()
    expect(watch.inspect(rows({ loss: 2 }, { loss: 1000 }), 0)).toBe(2)
    expect(watch.verdict).toBeNull()
  })

  it('ends a run after skipped steps in a row, also across reads', () => {
    const watch = new DivergenceWatch()
    expect(watch.inspect(rows(...skipped(SKIPPED_LIMIT - 1)), 5)).toBe(SKIPPED_LIMIT - 1)
    expect(watch.verdict).toBeNull()
    expect(watch.inspect(rows(...skipped(4)), 5 + SKIPPED_LIMIT - 1)).toBe(1)
    expect(watch.verdict?.step).toBe(5 + SKIPPED_LIMIT - 1)
  })

  it('starts counting again after a step that was not skipped', () => {
    const watch = new DivergenceWatch()
    watch.inspect(rows(...skipped(SKIPPED_LIMIT - 1), {}, ...skipped(SKIPPED_LIMIT - 1)), 0)
    expect(watch.verdict).toBeNull()
  })

  it('ends a run at the step whose loss is out of bounds and keeps no row after it', () => {
    const watch = new DivergenceWatch()
    expect(watch.inspect(rows({}, { loss: 2 * LOSS_LIMIT }, {}, {}), 10)).toBe(2)
    expect(watch.verdict?.step).toBe(11)
    expect(watch.inspect(rows({}, {}), 14)).toBe(0)
  })
})
