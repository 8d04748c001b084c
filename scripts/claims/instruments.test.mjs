import { expect, it } from 'vitest'
import { instrumentCases } from './instrumentCases.mjs'
import { instrumentTable, summariseCase } from './instruments.mjs'

it('writes shares as per cent, and how many seeds have a number', () => {
  const one = {
    link: 'v=1',
    columns: [
      ['loss', ({ loss }) => loss],
      ['fitted', ({ fitted }) => fitted, 'share'],
    ],
  }
  const seed = (loss, fitted) => [{ label: 'SGD', diverged: false, loss, fitted }]
  const seeds = [1, 2, 3]
  const found = summariseCase(one, [seed(0.1, 0.25), seed(NaN, 0.5), seed(0.3, 0.75)], seeds)
  const [head, , row] = instrumentTable({ ...found, backend: 'wasm', date: 'today' }).split('\n')
  expect(head).toBe('| run | loss | fitted | diverged |')
  expect(row).toBe('| SGD | 0.2 (0.1 to 0.3), 2 of 3 | 50.0 % (25.0 % to 75.0 %) | 0 of 3 |')
})

it('trains the links of presets, without how they are shown', () => {
  const presets = ['edge', 'memorised', 'alpha'].map((id) => ({
    id,
    link: `v=1&steps=9&view.regions=off&run=sgd&view.tab=why`,
  }))
  const own = instrumentCases(presets).filter(({ id }) => presets.some((one) => one.id === id))
  expect(own.map(({ link }) => link)).toEqual(Array(3).fill('v=1&steps=9&run=sgd'))
})
