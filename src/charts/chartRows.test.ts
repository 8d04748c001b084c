import { expect, it } from 'vitest'
import { chartRows } from './chartRows'
import type { ChartSeries } from './types'

const setup = { xDomain: [2, 6] as const, xLabel: 'step', moveX: (x: number, by: number) => x + by }

it('has a row for every sample in view, exact though the line is decimated', () => {
  const series: ChartSeries[] = [
    {
      ...{ id: 'a', label: 'ALI-G', color: 'c', column: 'step size' },
      points: [
        { x: 2, y: 1 },
        { x: 5, y: 9 },
      ],
      valueAt: (x) => (x < 6 ? x * x : null),
    },
    {
      ...{ id: 't', label: 'ALI-G', color: 'c', part: 'test', markers: 'each' },
      points: [{ x: 4, y: 0.5 }],
      valueAt: () => 0.5,
    },
    { id: 'n', label: 'empty', color: 'c', points: [] },
  ]
  expect(chartRows({ ...setup, series })).toEqual({
    header: ['step', 'ALI-G step size', 'ALI-G test'],
    rows: [
      [2, 4, null],
      [3, 9, null],
      [4, 16, 0.5],
      [5, 25, null],
    ],
  })
})

it('ends where there is no next sample', () => {
  const points = [
    { x: 2, y: 1 },
    { x: 6, y: 2 },
  ]
  const one = { id: 'a', label: 'a', color: 'c', points }
  const moveX = (x: number, by: number) => (by === 0 ? x : 6)
  expect(chartRows({ ...setup, series: [one], moveX }).rows).toEqual([
    [2, 1],
    [6, 2],
  ])
})
