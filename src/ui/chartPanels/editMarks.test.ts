import { expect, it } from 'vitest'
import { asRunId, type RunId } from '../../spec/runId'
import { editMarks, type MarkedEdit } from './editMarks'

const edit = (step: number, run: number, previous: number | null, value: number | null) =>
  ({ step, run: asRunId(run), key: 'maxLr', previous, value }) satisfies MarkedEdit
const runOf = (run: RunId) => (run === 9 ? undefined : { label: `run ${run}`, color: `c${run}` })

it('says what changed, from what to what', () => {
  expect(editMarks([edit(40, 0, 0.2, null)], 5, runOf)).toEqual([
    { x: 40, label: 'run 0 maxLr 0.2 → none', short: '0.2 → none', color: 'c0' },
  ])
})

it('marks a drag once, where it began to act, and makes separate ones of other runs and later changes', () => {
  const edits = [
    edit(10, 0, 0.2, 0.3),
    edit(12, 0, 0.3, 0.5),
    edit(13, 1, 1, 2),
    edit(15, 0, 0.5, 1),
    edit(60, 0, 1, 0.1),
  ]
  expect(editMarks(edits, 5, runOf).map(({ x, label }) => [x, label])).toEqual([
    [10, 'run 0 maxLr 0.2 to 1 over steps 10 to 15'],
    [13, 'run 1 maxLr 1 → 2'],
    [60, 'run 0 maxLr 1 → 0.1'],
  ])
})

it('leaves out hidden runs and changes that were taken back', () => {
  const edits = [edit(5, 9, 1, 2), edit(10, 0, 0.2, 0.3), edit(11, 0, 0.3, 0.2)]
  expect(editMarks(edits, 5, runOf)).toEqual([])
})
