import { expect, it } from 'vitest'
import { LayerStrip } from '../../state/instruments/layerStrip'
import { columnsIn, shadesOf, stripColumns } from './stripColumns'

const strip = new LayerStrip(1)
const SPIKE = 700
for (let i = 0; i < 1000; i++) {
  const gradient = i === SPIKE ? 50 : 0.5
  strip.append({ steps: Int32Array.of(10 * i), norms: Float32Array.of(gradient, 1, 1) })
}

it.each([1000, 333, 64, 2000])('shows a spike in %i columns', (width) => {
  const columns = stripColumns(strip, 'gradient', 0, width)
  expect(columns).toHaveLength(width)
  const at = columns.indexOf(50)
  expect(Math.abs(at / width - SPIKE / 1000)).toBeLessThan(2 / width + 1e-9)
  expect(columns.filter((value) => value === 0.5).length).toBeGreaterThan(width * 0.9)
})

it('has a column for each pixel, as far as there are buckets', () => {
  expect(columnsIn(300, 1, 1000)).toBe(300)
  expect(columnsIn(300.4, 2, 1000)).toBe(601)
  expect(columnsIn(300, 4, 1000)).toBe(900)
  expect(columnsIn(300, 2, 7)).toBe(7)
  // A width of less than half a pixel, and a strip of which nothing was measured.
  expect(columnsIn(0.3, 1, 1000)).toBe(1)
  expect(columnsIn(300, 1, 0)).toBe(1)
})

it('shades four decades below the largest, and nothing where there is no number', () => {
  const [row] = shadesOf([Float32Array.of(100, 1, 0.001, 0, NaN, Infinity)])
  expect([...row!]).toEqual([1, 0.5, 0, 0, 0, 1])
})
