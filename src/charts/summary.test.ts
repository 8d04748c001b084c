import { expect, it } from 'vitest'
import { summarise } from './summary'
import type { ChartSeries } from './types'

const series: ChartSeries[] = [
  {
    id: 'a',
    label: 'ALI-G',
    color: 'red',
    points: [
      { x: 0, y: 0.2 },
      { x: 9, y: 0.1 },
    ],
  },
  { id: 'b', label: 'SGD', part: 'test', color: 'red', points: [{ x: 4, y: 0.5 }] },
  { id: 'c', label: 'Adam', color: 'red', points: [] },
]

it('names the axis, the lines with their latest values, and what is shaded', () => {
  const shaded = [{ x0: 1, x1: 2, color: 'red', strength: 1 }]
  expect(summarise(series, [0, 10], 'step', String, String, shaded, 'with the clip active')).toBe(
    '2 lines over step 0 to 9. Latest values: ALI-G 0.1, SGD test 0.5. 1 stretch with the clip active.',
  )
})

it('says when there is nothing', () => {
  expect(summarise([series[2]!], [0, 10], 'step', String, String)).toBe('No points yet.')
})

it('ends where the lines or the axis end, whichever comes first', () => {
  const said = (end: number) => summarise(series, [0, end], 'step', String, String)
  expect(said(6500)).toContain('over step 0 to 9.')
  expect(said(5)).toContain('over step 0 to 5.')
})

it('counts one line as one, and names no values where no line has a name', () => {
  const nameless = { ...series[0]!, legend: false }
  expect(summarise([nameless], [0, 10], 'step', String, String)).toBe('1 line over step 0 to 9.')
})
