import { expect, it } from 'vitest'
import { seedTable, summariseRun } from './seedTable.mjs'
import { tableText } from './spiralsText.mjs'
import { summariseSteps } from './summary.mjs'

const steps = {
  loss: [10, 10, 10, 10, 1, 3, 1, 3],
  clipped: [1, 1, 0, 0, 0, 0, 0, 1],
  unclipped: [1, 2, 3, 4, 5, 6, NaN, 8],
  projected: [0, 0, 0, 0, 0, 0, 1, 0],
}
const result = { label: 'ALI-G', steps, diverged: false, testAccuracy: 0.9 }

it('takes the mean loss of the last epoch, and the clip of the first and last quarter', () => {
  expect(summariseSteps(result, { stepsPerEpoch: 4 })).toEqual({
    ...{ label: 'ALI-G', trainLoss: 2, testAccuracy: 0.9, clippedFirst: 1, clippedLast: 0.5 },
    ...{ unclippedFirst: 1.5, unclippedLast: 8, unclippedMax: 8, projectedLast: 0.5 },
  })
})

it('says nothing of a clip that a rule has not, nor of a loss where a run diverged', () => {
  const none = { ...steps, unclipped: Array(8).fill(NaN) }
  const summary = summariseSteps({ ...result, steps: none, diverged: true }, { stepsPerEpoch: 4 })
  expect(summary).toEqual({
    label: 'ALI-G',
    trainLoss: NaN,
    testAccuracy: NaN,
    projectedLast: 0.5,
  })
})

const seedOf = (seed, trainLoss, testAccuracy) => ({
  seed,
  runs: [{ label: 'SGD', trainLoss, testAccuracy, projectedLast: 0 }],
})
const record = (seeds) => ({ link: 'v=1&run=sgd', date: 'D', seeds })

it('writes medians, the middle half of the seeds, and how many failed', () => {
  const seeds = [seedOf(2, 2, 0.8), seedOf(1, 1, 0.9), seedOf(3, 3, 0.19), seedOf(4, null, null)]
  const table = seedTable(record(seeds), 10)
  expect(table).toContain(
    '| SGD | 2.5 (1.75 to diverged) | 49.5 % (14.3 % to 82.5 %) | 2 of 4 failed |',
  )
  expect(table).toContain('`#v=1&run=sgd&seeds=4`, seeds 1 to 4, wasm, D')
  expect(summariseRun(seeds, 0, 10)).toEqual({
    label: 'SGD',
    trainLoss: 2.5,
    testAccuracy: expect.closeTo(0.495),
    failed: 2,
  })
})

it('names the seeds of a search by the first and their number', () => {
  const table = seedTable(record([seedOf(101, 1, 0.9), seedOf(102, 1, 0.9)]), 10)
  expect(table).toContain('&seed=101&seeds=2`, seeds 101, 102')
  expect(table).toContain('| 0 of 2 |')
  expect(seedTable(record([seedOf(4, 1, 0.9)]), 10)).toContain('| SGD | 1 | 90.0 % | 0 of 1 |')
})

const TABLE = { head: 'rate', columns: ['A'], rows: [{ title: '1' }, { title: '10' }] }
const line = (row, seed, loss, accuracy) => ({
  ...{ row, column: 'A', seed, loss, accuracy, weightNorm: 3, diverged: Number.isNaN(loss) },
})

it('writes a table of the spirals, and says with which seeds a row was measured', () => {
  const lines = [
    ...[line('1', 3, 0.5, 0.9), line('1', 2, 0.5, 0.9), line('1', 1, NaN, 0)],
    ...[line('10', 1, 0.1, 1), line('10', 2, 2, 0.4)],
  ]
  const table = tableText(TABLE, lines)
  expect(table).toContain('| 1 | 0.5 [0.5, diverged] (0.90); 1 of 3 failed |')
  expect(table).toContain('| 10 | 1.05 [0.575, 1.52] (0.70); 1 of 2 failed |')
  expect(table).toContain('Seeds 1, 2, 3 (1); seeds 1, 2 (10)')
  expect(tableText(TABLE, lines.slice(0, 3))).toBeNull()
})
