import { expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import type { Testing } from '../../worker/protocol'
import { TestingProgress } from './testingProgress'

const run = asRunId(4)
const total = 10_000

/** What is told of a test that has come to `done` at each of these times. */
function told(times: readonly (readonly [now: number, done: number | null])[]) {
  const heard: (number | null)[] = []
  let now = 0
  const progress = new TestingProgress(
    (testing: Testing | null) => heard.push(testing && testing.done),
    () => now,
  )
  for (const [time, done] of times) {
    now = time
    progress.note(done === null ? null : { run, done, total })
  }
  return heard
}

it('says nothing of a test that is soon done', () => {
  expect(
    told([
      [0, 0],
      [150, 5000],
      [300, null],
    ]),
  ).toEqual([])
})

it('says how far a long one has come, a few times a second, and when it is done', () => {
  const chunks = Array.from({ length: 100 }, (_, i) => [10 * i, 100 * i] as const)
  expect(told([...chunks, [1000, null]])).toEqual([4000, 6500, 9000, null])
})

it('waits again before it says something of the next one', () => {
  expect(
    told([
      [0, 0],
      [500, 5000],
      [600, null],
      [2000, 0],
      [2100, 5000],
      [2200, null],
    ]),
  ).toEqual([5000, null])
})
