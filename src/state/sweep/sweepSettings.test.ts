import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpecs } from '../../optimizers/specs'
import { usualOptimizers } from './sweepOptimizers'
import { sweepSettings } from './sweepSettings'

const optimizersOf = (link: string) => sweepSettings(decodeLink(link).experiment).optimizers

it('goes through the optimizers of an empty link, or those of the runs where they are others', () => {
  expect(optimizersOf('v=1')).toEqual(['alig', 'sgd', 'adam'])
  expect(optimizersOf('v=1&run=alig')).toEqual(['alig', 'sgd', 'adam'])
  expect(optimizersOf('v=1&run=prodigy&run=alig&run=prodigy,lr:2')).toEqual(['alig', 'prodigy'])
  expect(optimizersOf('v=1&view.strip=lion,sgd')).toEqual(['sgd', 'lion'])
})

it('has no more optimizers than an experiment has runs', () => {
  const all = optimizerSpecs.map(({ id }) => id)
  const { experiment } = decodeLink(`v=1&view.strip=${all.join()}`)
  expect(sweepSettings(experiment).optimizers).toEqual(all.slice(0, MAX_RUNS))
  const runs = all.slice(-MAX_RUNS).map((optimizer) => ({ optimizer, hyper: {} }))
  expect(usualOptimizers({ runs })).toHaveLength(MAX_RUNS)
})
