import { expect, it } from 'vitest'
import fc from 'fast-check'
import { MARK_FONT, placeMarks } from './markLabels'
import { textWidth } from './textWidth'

const area = { left: 50, top: 0, width: 500, height: 200 }
const mark = (x: number) => ({ x, label: 'maxLr 0.2 to 1', color: 'red' })

it('puts words that would lie on each other into different rows, the latest one on top', () => {
  const placed = placeMarks([mark(10), mark(12), mark(14)], [0, 100], area)
  expect(placed.map(({ mark, row }) => [mark.x, row])).toEqual([
    [14, 0],
    [12, 1],
    [10, 2],
  ])
})

it('leaves out words for which no row is free, but never the line', () => {
  const placed = placeMarks([1, 2, 3, 4, 5].map(mark), [0, 100], area)
  expect(placed.map(({ row }) => row)).toEqual([0, 1, 2, null, null])
})

it('turns words at the right edge to the left of their line', () => {
  const placed = placeMarks([mark(20), mark(99)], [0, 100], area)
  expect(placed.map(({ before }) => before)).toEqual([true, false])
})

it('shows what is inside of the axis only', () => {
  expect(placeMarks([mark(-1), mark(50), mark(101)], [0, 100], area)).toHaveLength(1)
})

it('says it in fewer words where there is no room for all', () => {
  const wordy = {
    x: 50,
    label: 'maxLr 0.02 to 0.28 over steps 296 to 316',
    short: '0.02 to 0.28',
    color: 'red',
  }
  const textAt = (width: number) => placeMarks([wordy], [0, 100], { ...area, width })[0]!.text
  expect(textAt(700)).toBe(wordy.label)
  expect(textAt(250)).toBe(wordy.short)
  expect(textAt(60)).toBe('')
})

it('never lets two labels touch, nor leave the plot', () => {
  const some = fc.record({
    x: fc.double({ min: 0, max: 100, noNaN: true }),
    label: fc.constantFrom(
      'SGD diverged',
      'ALI-G maxLr 0.02 to 0.28 over steps 296 to 316',
      '學習率 1',
    ),
    color: fc.constant('red'),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (marks) => {
      const boxes = placeMarks(marks, [0, 100], area)
        .filter(({ row }) => row !== null)
        .map(({ text, textX, before, row }) => {
          const width = textWidth(text, MARK_FONT)
          return { row, from: before ? textX - width : textX, to: before ? textX : textX + width }
        })
      for (const [i, a] of boxes.entries()) {
        expect(a.from).toBeGreaterThanOrEqual(area.left)
        expect(a.to).toBeLessThanOrEqual(area.left + area.width)
        for (const b of boxes.slice(i + 1))
          expect(a.row !== b.row || a.to < b.from || b.to < a.from).toBe(true)
      }
    }),
  )
})
