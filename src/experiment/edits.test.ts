import { describe, expect, it } from 'vitest'
import { defaultExperiment } from './defaults'
import { checkEdit, sortedEdits, valuesAt } from './edits'
import type { Edit } from './experiment'

const edit = (step: number, run: number, key: string, value: number | null): Edit => ({
  step,
  run,
  key,
  value,
})

describe('valuesAt', () => {
  const edits = [
    edit(10, 0, 'maxLr', 1),
    edit(10, 0, 'maxLr', 2),
    edit(10, 1, 'lr', 5),
    edit(20, 0, 'maxLr', null),
    edit(20, 0, 'momentum', 0.9),
  ]
  const experiment = { ...defaultExperiment(), edits }

  it('has the start values before the first edit', () => {
    expect(valuesAt(experiment, 0, 9)).toEqual(experiment.runs[0]!.hyper)
  })

  it('lets an edit act from its own step on, the later one of a step last', () => {
    expect(valuesAt(experiment, 0, 10).maxLr).toBe(2)
    expect(valuesAt(experiment, 0, 19).maxLr).toBe(2)
    expect(valuesAt(experiment, 0, 20)).toMatchObject({ maxLr: null, momentum: 0.9 })
  })

  it('keeps the runs apart', () => {
    expect(valuesAt(experiment, 1, 100).lr).toBe(5)
    expect(valuesAt(experiment, 2, 100)).toEqual(experiment.runs[2]!.hyper)
  })

  it('refuses a run that is not there', () => {
    expect(() => valuesAt(experiment, 3, 0)).toThrow(RangeError)
  })
})

it('sorts by step and leaves the given list alone', () => {
  const edits = [edit(5, 0, 'maxLr', 1), edit(2, 0, 'maxLr', 2)]
  expect(sortedEdits(edits).map(({ step }) => step)).toEqual([2, 5])
  expect(edits[0]!.step).toBe(5)
})

it('says why an edit cannot be made', () => {
  const { runs } = defaultExperiment()
  expect(checkEdit(runs, edit(1, 0, 'maxLr', null))).toBeUndefined()
  expect(checkEdit(runs, edit(1, 1, 'lr', null))).toBe('"lr" must be a number from 1e-8 to 10000.')
  expect(checkEdit(runs, edit(1, 0, 'lr', 1))).toBe(
    'Only hyperparameters of alig can change during training; it has no "lr".',
  )
  expect(checkEdit(runs, edit(1, 5, 'lr', 1))).toBe('There is no run 5; runs are counted from 0.')
})
