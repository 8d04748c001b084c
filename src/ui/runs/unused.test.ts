import { expect, it } from 'vitest'
import { defaultRun } from '../../experiment/defaults'
import { whyUnused } from './unused'

it('knows which values act only beside others', () => {
  const { hyper } = defaultRun('sgd')
  const unused = Object.keys(hyper).filter((key) => whyUnused(key, hyper))
  expect(unused).toEqual(['nesterov', 'decayEvery', 'decayFactor', 'horizon'])
  const step = { ...hyper, schedule: 'step', momentum: 0.9 }
  expect(Object.keys(step).filter((key) => whyUnused(key, step))).toEqual(['horizon'])
  expect(whyUnused('horizon', hyper)).toBe('It acts only with the cosine schedule.')
})
