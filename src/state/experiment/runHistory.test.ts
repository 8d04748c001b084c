import { describe, expect, it } from 'vitest'
import type { RunId } from '../../spec/runId'
import type { OptionValue } from '../../spec/hyperparameter'
import { changedValues, historyOf } from './runHistory'

const edit = (step: number, value: OptionValue, key = 'maxLr') => ({
  ...{ step, value, key, run: 1 as RunId },
})

describe('the history of a value', () => {
  it('is the value where nothing changed', () => {
    expect(historyOf(0.2, [])).toBe('0.2')
    expect(historyOf(null, [])).toBe('none')
  })

  it('names every change with its step', () => {
    expect(historyOf(0.2, [edit(409, 0.016)])).toBe('0.2, then 0.016 from 409')
    expect(historyOf(0.2, [edit(409, 0.016), edit(1500, null)])).toBe(
      '0.2, then 0.016 from 409, then none from 1,500',
    )
  })

  it('takes a drag for one change, and a change at step 0 for the start', () => {
    expect(historyOf(0.2, [edit(400, 0.1), edit(405, 0.05), edit(409, 0.016)])).toBe(
      '0.2, then 0.016 from 409',
    )
    expect(historyOf(0.2, [edit(0, 1), edit(409, 0.016)])).toBe('1, then 0.016 from 409')
  })

  it('counts many', () => {
    const many = [100, 200, 300, 400, 500].map((step) => edit(step, step / 100))
    expect(historyOf(0.2, many)).toBe('0.2, 4 more, then 5 from 500')
  })
})

it('the changed values of a run are listed by their keys', () => {
  const start = { maxLr: 0.2, momentum: 0 }
  expect(changedValues(start, [edit(409, 0.016), edit(500, 0.9, 'momentum')])).toBe(
    'maxLr 0.2, then 0.016 from 409; momentum 0, then 0.9 from 500',
  )
  expect(changedValues(start, [edit(0, 1)])).toBe('')
})
