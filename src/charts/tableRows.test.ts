import { describe, expect, it } from 'vitest'
import { tableRows } from './tableRows'
import type { ChartSeries } from './types'

const format = (value: number | null) => (value === null ? '–' : value.toFixed(1))
const line = (label: string, ys: number[], more: Partial<ChartSeries> = {}): ChartSeries => ({
  id: `${label} ${more.part ?? ''}`,
  label,
  color: 'red',
  points: ys.map((y, x) => ({ x, y })),
  ...more,
})

describe('tableRows', () => {
  it('sorts the runs by their value at x, largest first, as the lines lie', () => {
    const series = [line('A', [1, 5]), line('B', [3, 2]), line('C', [2, 9])]
    const labels = (x: number) => tableRows(series, x, format).rows.map(({ label }) => label)
    expect(labels(0)).toEqual(['B', 'C', 'A'])
    expect(labels(1)).toEqual(['C', 'A', 'B'])
  })

  it('shows the latest values where no x is given', () => {
    const { rows } = tableRows([line('A', [1, 5]), line('B', [3])], null, format)
    expect(rows.map(({ label, cells }) => [label, ...cells])).toEqual([
      ['A', '5.0'],
      ['B', '3.0'],
    ])
  })

  it('puts the series of a row beside each other, exact where they say how', () => {
    const series = [
      line('A', [0.125], { part: 'train', legend: false, formatExact: String }),
      line('A', [0.5], { part: 'train', column: 'smoothed' }),
      line('A', [0.7], { part: 'test' }),
      line('B', [0.25], { part: 'train', formatExact: String }),
    ]
    const { columns, rows } = tableRows(series, 0, format)
    expect(columns).toEqual(['train', 'smoothed', 'test'])
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['0.125', '0.5', '0.7'],
      ['0.25', null, null],
    ])
  })

  it('keeps rows of one label apart, leaves out what asks for it and adds columns', () => {
    const extra = { name: 'squared', textAt: (x: number) => (x > 0 ? null : '4') }
    const series = [
      line('A', [2], { row: '1', extraColumns: [extra] }),
      line('A', [1], { row: '2' }),
      line('A', [7], { row: '2', column: null, part: 'raw', legend: false }),
    ]
    const { columns, rows } = tableRows(series, 0, format)
    expect(columns).toEqual(['value', 'squared'])
    expect(rows.map(({ id, cells }) => [id, ...cells])).toEqual([
      ['1', '2.0', '4'],
      ['2', '1.0', null],
    ])
  })

  it('puts runs without a value at the end', () => {
    const { rows } = tableRows([line('A', []), line('B', [1])], null, format)
    expect(rows.map(({ label, cells }) => [label, ...cells])).toEqual([
      ['B', '1.0'],
      ['A', null],
    ])
  })
})
