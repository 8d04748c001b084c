import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunConfig } from './experiment'
import { runLabels } from './labels'

const run = (optimizer: string, name?: string): RunConfig => ({
  optimizer,
  hyper: {},
  ...(name === undefined ? {} : { name }),
})

it('uses the name, or else the label of the optimizer', () => {
  expect(runLabels([run('alig'), run('sgd', 'Slow'), run('adam')])).toEqual([
    'ALI-G',
    'Slow',
    'Adam',
  ])
})

it('numbers repeats', () => {
  expect(runLabels([run('sgd'), run('sgd'), run('sgd')])).toEqual(['SGD', 'SGD 2', 'SGD 3'])
})

it('leaves a name that someone chose alone', () => {
  expect(runLabels([run('sgd'), run('sgd'), run('alig', 'SGD 2')])).toEqual([
    'SGD',
    'SGD 3',
    'SGD 2',
  ])
})

it('never gives two runs the same label', () => {
  const names = fc.constantFrom(undefined, 'SGD', 'SGD 2', 'SGD 2 2', 'ALI-G', 'Adam 3')
  const runs = fc.array(fc.tuple(fc.constantFrom('alig', 'sgd', 'adam'), names), { maxLength: 8 })
  fc.assert(
    fc.property(runs, (pairs) => {
      const labels = runLabels(pairs.map(([optimizer, name]) => run(optimizer, name)))
      expect(new Set(labels).size).toBe(pairs.length)
    }),
  )
})
