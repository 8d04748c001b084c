import { expect, it } from 'vitest'
import { csvOf, fileNameOf } from './chartTexts'

it('names files by the chart', () => {
  expect(fileNameOf('Step size', 'svg')).toBe('alig-playground-step-size.svg')
})

it('writes numbers that give every float32 back, and names that are neither cells nor formulas', () => {
  const header = ['step', 'a, "b"', '=1+1']
  const text = csvOf({ header, rows: [[1, Math.fround(0.1), null]] })
  expect(text).toBe(`step,"a, ""b""",'=1+1\n1,0.100000001,\n`)
  expect(Math.fround(Number(text.split('\n')[1]!.split(',')[1]))).toBe(Math.fround(0.1))
})
