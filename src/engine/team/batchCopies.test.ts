import { expect, it } from 'vitest'
import { BatchCopies } from './batchCopies'
import { BatchesAhead } from './batchesAhead'
import type { StepBatch } from './messages'

/** Where images are given room they are put into it; `rooms` counts the arrays that were made. */
function countedBatches() {
  let rooms = 0
  const batchAt = (step: number, room?: Uint8Array | Float32Array) => {
    if (!room) rooms++
    const images = room ?? new Uint8Array(2)
    images.fill(step)
    return { images, labels: Int32Array.of(step), indices: Int32Array.of(step) }
  }
  return { ahead: new BatchesAhead(batchAt), rooms: () => rooms }
}
const valuesOf = (batches: readonly StepBatch[]) =>
  batches.map(({ step, images, labels }) => [step, ...images, ...labels])

it('makes batches of as few arrays as are needed at once, whatever is asked for', () => {
  const { ahead, rooms } = countedBatches()
  for (const [first, count] of [
    [0, 3],
    [3, 3],
    [6, 1],
    [7, 3],
    [20, 3],
  ] as const) {
    const expected = Array.from({ length: count }, (_, i) => Array(4).fill(first + i) as number[])
    expect(ahead.take(first, count, valuesOf)).toEqual(expected)
    ahead.prepare(first + count, count)
  }
  // Three that were prepared for another step were not free yet when as many others were made.
  expect(rooms()).toBeLessThanOrEqual(6)
})

it('copies into what was given back, and never into what is lent', () => {
  const { ahead } = countedBatches()
  const copies = new BatchCopies()
  const lent = ahead.take(0, 2, (batches) => copies.of(batches))
  const next = ahead.take(2, 2, (batches) => copies.of(batches))
  expect(valuesOf(lent)).toEqual([0, 1].map((step) => [step, step, step, step]))
  copies.giveBack(lent.map(({ images }) => images))
  const again = ahead.take(4, 2, (batches) => copies.of(batches))
  expect(valuesOf(next)).toEqual([2, 3].map((step) => [step, step, step, step]))
  expect(valuesOf(again)).toEqual([4, 5].map((step) => [step, step, step, step]))
  const arrays = (batches: readonly StepBatch[]) => batches.map(({ images }) => images)
  expect(new Set(arrays(again))).toEqual(new Set(arrays(lent)))
})
