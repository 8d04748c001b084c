import { describe, expect, it } from 'vitest'
import { defaultModel, defaultRun } from '../experiment/defaults'
import { datasetSpecs } from '../data/specs'
import { modelSpec, modelSpecs } from '../models/specs'
import { optimizerSpec, optimizerSpecs } from '../optimizers/specs'
import { defaultValues, whyInactive, type OptionSpec, type OptionValues } from './hyperparameter'
import { hyperparametersOf } from './optimizer'

const inactive = (options: readonly OptionSpec[], values: OptionValues) =>
  options.filter((option) => whyInactive(option, values)).map(({ key }) => key)

describe('whyInactive', () => {
  it('knows the hyperparameters that act only beside others', () => {
    const options = hyperparametersOf(optimizerSpec('sgd'))
    const { hyper } = defaultRun('sgd')
    expect(inactive(options, hyper)).toEqual(['nesterov', 'decayEvery', 'decayFactor', 'horizon'])
    const step = { ...hyper, schedule: 'step', momentum: 0.9 }
    expect(inactive(options, step)).toEqual(['horizon'])
    expect(inactive(options, { ...step, schedule: 'cosine' })).toEqual([
      'decayEvery',
      'decayFactor',
    ])
  })

  it('says so in a sentence', () => {
    const sentence = (id: string, key: string) =>
      whyInactive(
        hyperparametersOf(optimizerSpec(id)).find((option) => option.key === key)!,
        defaultRun(id).hyper,
      )
    expect(sentence('sgd', 'horizon')).toBe('It acts only with the cosine schedule.')
    expect(sentence('sgd', 'decayEvery')).toBe('It acts only with the step schedule.')
    expect(sentence('alig', 'momentumMode')).toBe('It acts only with momentum above 0.')
    expect(sentence('adam', 'decay')).toBe('It acts only with weightDecay above 0.')
    expect(sentence('alig', 'maxLr')).toBeUndefined()
  })

  it('knows that a network without hidden layers has no units and no non-linearity', () => {
    const { options } = modelSpec('mlp')
    const values = defaultModel('mlp').options
    expect(inactive(options, values)).toEqual([])
    expect(inactive(options, { ...values, depth: 0 })).toEqual(['width', 'activation'])
  })
})

const all: [string, readonly OptionSpec[]][] = [
  ...optimizerSpecs.map((spec) => [spec.id, hyperparametersOf(spec)] as const),
  ...[...modelSpecs, ...datasetSpecs].map((spec) => [spec.id, spec.options] as const),
].map(([id, options]) => [id, options])

it.each(all)('%s: what an option needs does not depend on the option itself', (_, options) => {
  const values = defaultValues(options)
  for (const option of options) {
    const others = Object.fromEntries(Object.entries(values).filter(([key]) => key !== option.key))
    expect(option.activeWhen?.test(others)).toBe(option.activeWhen?.test(values))
    expect(option.activeWhen?.text ?? 'words').toMatch(/^[a-zA-Z].*[^.]$/)
  }
})
