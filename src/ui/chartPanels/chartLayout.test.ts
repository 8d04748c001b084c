import { expect, it } from 'vitest'
import { chartLayout } from './chartLayout'

const columns = (width: number, em: number) =>
  chartLayout({ width, height: 800, em }, false).columns

it('has two charts beside each other where both have room, by the size of the font', () => {
  expect(columns(1199, 16)).toBe(1)
  expect(columns(1200, 16)).toBe(2)
  expect(columns(1200, 24)).toBe(1)
  expect(columns(1800, 24)).toBe(2)
})

it('leaves room for larger type around the charts', () => {
  const first = (em: number) =>
    chartLayout({ width: 2400, height: 900, em }, false).heights(['step'], false).first
  expect(first(16)).toBe(900 - 190)
  expect(first(24)).toBe(900 - 285)
})
