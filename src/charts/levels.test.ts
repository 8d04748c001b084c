import { expect, it } from 'vitest'
import { placeLevels } from './levels'

const area = { left: 0, top: 10, width: 100, height: 200 }

it('has the words of a level above its line, and below it at the top of the plot', () => {
  const levels = [
    { y: 0.5, label: 'half' },
    { y: 1, label: 'all' },
  ]
  expect(placeLevels(levels, [0, 1], 'linear', area)).toEqual([
    { level: levels[0], y: 110, textY: 105 },
    { level: levels[1], y: 10, textY: 24 },
  ])
})

it('leaves out what is beyond the axis', () => {
  expect(placeLevels([{ y: 2.3, label: 'guessing' }], [0.001, 1], 'log', area)).toEqual([])
})
