import { describe, expect, it } from 'vitest'
import { placeEndLabels, rightMargin } from './endLabels'
import type { ChartSeries } from './types'

const frame = {
  area: { left: 50, top: 10, width: 400, height: 200 },
  xDomain: [0, 10],
  yDomain: [0.01, 1],
  yScale: 'log',
} as const
const WIDTH = 540

const line = (label: string, ys: (number | null)[], more: Partial<ChartSeries> = {}) =>
  ({
    id: label,
    label,
    color: `c-${label}`,
    endLabel: label,
    points: ys.map((y, x) => ({ x, y })),
    ...more,
  }) satisfies ChartSeries

describe('placeEndLabels', () => {
  it('stands at the last value that the axis shows', () => {
    const [label] = placeEndLabels([line('a', [0.5, 0.1, null])], frame, WIDTH)
    expect(label).toMatchObject({ text: 'a', color: 'c-a', x: 456, anchor: 'start', y: 114 })
    const later = line('b', [0.1, 0.1], { points: [{ x: 11, y: 0.1 }] })
    expect(placeEndLabels([later], frame, WIDTH)).toEqual([])
  })

  it('never lets two touch, nor leaves the plot, however many lines end at one value', () => {
    const lines = Array.from({ length: 40 }, (_, i) => line(`run ${i}`, [0.2, 0.011 + i / 1e5]))
    const ys = placeEndLabels(lines, frame, WIDTH).map(({ y }) => y)
    expect(ys.length).toBe(15)
    for (const [i, y] of ys.entries()) {
      expect(y).toBeGreaterThanOrEqual(10)
      expect(y).toBeLessThanOrEqual(210)
      if (i > 0) expect(y - ys[i - 1]!).toBeGreaterThanOrEqual(13 - 1e-9)
    }
  })

  it('names runs that coincide once', () => {
    const ys = [0.5, 0.3, 0.2]
    const lines = [line('a', ys), line('b', ys), line('c', [0.5, 0.31, 0.2]), line('d', ys)]
    expect(placeEndLabels(lines, frame, WIDTH).map(({ text }) => text)).toEqual([
      '3 runs coincide',
      'c',
    ])
    const parts = [line('a', ys), line('a', ys, { id: 'x', part: 'maxLr', endLabel: 'maxLr' })]
    expect(placeEndLabels(parts, frame, WIDTH).map(({ text }) => text)).toEqual(['a', 'maxLr'])
  })

  it('names lines beyond the axis at its edge, with an arrow and a value', () => {
    const open = { isFitted: false }
    const lines = [line('Adam', [0.001, 0.001], open), line('SGD', [10, 10.04], open)]
    expect(placeEndLabels(lines, frame, WIDTH)).toMatchObject([
      { text: 'SGD 10 ↑', edge: 'above' },
      { text: 'Adam 0.001 ↓', edge: 'below' },
    ])
    expect(placeEndLabels([line('Adam', [0.5, 0.5], open)], frame, WIDTH)).toMatchObject([
      { text: 'Adam', edge: null },
    ])
  })

  it('ends at the edge of the chart where the margin is too narrow', () => {
    const [label] = placeEndLabels([line('a name of some length', [0.1])], frame, 480)
    expect(label).toMatchObject({ x: 478, anchor: 'end' })
  })
})

describe('rightMargin', () => {
  it('has room for names of any script, for a value where a line may leave the plot, within reason', () => {
    const width = (label: string, more = {}) => rightMargin([line(label, [1], more)], 600)
    expect(rightMargin([line('a', [1], { endLabel: undefined! })], 600)).toBe(22)
    expect(width('学習率学習')).toBeGreaterThan(width('ALI-G'))
    expect(width('Adam', { isFitted: false })).toBeGreaterThan(width('Adam') + 30)
    expect(width('maxLr 0.2')).toBe(width('maxLr 0.016'))
    expect(width('學'.repeat(100))).toBe(144)
  })
})
