import { describe, expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import { radiusAt, radiusChanges, radiusPoints } from './radius'

const edit = (step: number, value: number | null, run = 0, key = 'radius') => ({
  ...{ step, run: asRunId(run), key, value },
  previous: null,
  scheduled: false,
})

describe('the radius over time', () => {
  const changes = radiusChanges(null, [edit(5, 3), edit(6, 9, 1), edit(8, null)], asRunId(0))

  it('starts with the start value and follows the edits of its run', () => {
    expect([0, 4, 5, 7, 8, 99].map((step) => radiusAt(changes, step))).toEqual([
      null,
      null,
      3,
      3,
      null,
      null,
    ])
  })

  it('is drawn as a staircase with gaps where there is no ball', () => {
    expect(radiusPoints(changes, 10)).toEqual([
      { x: 0, y: null },
      { x: 5, y: null },
      { x: 5, y: 3 },
      { x: 8, y: 3 },
      { x: 8, y: null },
      { x: 10, y: null },
    ])
    expect(radiusPoints(radiusChanges(2, [], asRunId(0)), 10)).toEqual([
      { x: 0, y: 2 },
      { x: 10, y: 2 },
    ])
  })
})
