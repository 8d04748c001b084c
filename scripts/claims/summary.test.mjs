import { expect, it } from 'vitest'
import { runsTable, stripTable } from './document.mjs'
import { spreadOf, summariseRuns } from './summary.mjs'

const COLUMNS = [
  'run',
  'optimizer',
  'step',
  'loss',
  'step_size_unclipped',
  'clipped',
  'projected',
  'seed',
]

function file(lossOf) {
  const rows = [1, 2, 3].flatMap((seed) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((step) => {
      const loss = lossOf(seed, step)
      return loss === undefined
        ? []
        : [[0, 'alig', step, loss, step + 1, step < 2 ? 1 : 0, 0, seed]]
    }),
  )
  return {
    labels: ['ALI-G'],
    experiment: { steps: 8 },
    stepsPerEpoch: 4,
    metrics: { columns: COLUMNS, rows },
    evaluations: {
      columns: ['run', 'step', 'test_loss', 'test_accuracy', 'seed'],
      rows: [1, 2, 3].map((seed) => [0, 8, 1, seed / 10, seed]),
    },
  }
}

it('finds median, smallest and largest, leaving out what is no number', () => {
  expect(spreadOf([3, NaN, 1, 2])).toEqual({ median: 2, low: 1, high: 3 })
  expect(spreadOf([NaN])).toBeNull()
})

it('takes the mean loss of the last epoch, and medians over the seeds', () => {
  const [run] = summariseRuns(file((seed, step) => seed * (step < 4 ? 10 : 1)))
  expect(run.trainLoss).toEqual({ median: 2, low: 1, high: 3 })
  expect(run.testAccuracy).toEqual({ median: 0.2, low: 0.1, high: 0.3 })
  expect(run).toMatchObject({ diverged: 0, seeds: [1, 2, 3] })
  expect([run.clippedFirst.median, run.clippedLast.median]).toEqual([1, 0])
  expect(run.unclippedMax.median).toBe(8)
})

it('counts a seed that ended early as diverged, and leaves its numbers out', () => {
  const [run] = summariseRuns(file((seed, step) => (seed === 3 && step > 4 ? undefined : 1)))
  expect(run.diverged).toBe(1)
  expect(run.testAccuracy).toEqual({ median: expect.closeTo(0.15), low: 0.1, high: 0.2 })
  expect(runsTable([run])).toContain('| ALI-G | 1 (1 to 1) | 15.0 % (10.0 % to 20.0 %) |')
  expect(runsTable([run])).toContain('| 1 of 3 |')
})

it('writes a strip with what diverged', () => {
  const point = (optimizer, rate, train_loss, diverged_at = '') => ({
    ...{ optimizer, rate, train_loss, diverged_at },
    test_accuracy: train_loss === '' ? '' : '0.9',
  })
  const table = stripTable({
    'strip-1': {
      link: 'v=1',
      date: 'D',
      points: [point('alig', '1', '0.5'), point('sgd', '1', '', '7')],
    },
    'strip-2': {
      link: 'v=1',
      date: 'D',
      points: [point('alig', '1', '0.7'), point('sgd', '1', '', '9')],
    },
  })
  expect(table).toContain('| 1 | 0.6; 90.0 % (90.0 % to 90.0 %) | diverged |')
  expect(table).toContain('seeds 1, 2')
})
