import { describe, expect, it } from 'vitest'
import type { OptionSpec } from '../spec/hyperparameter'
import { defaultValues } from '../spec/hyperparameter'
import { hyperparametersOf } from '../spec/optimizer'
import { optimizerSpec, optimizerSpecs } from './specs'

const isSentence = (text: string) => /^[A-Za-z0-9][^]*[.]$/.test(text)

function expectSound(option: OptionSpec) {
  expect(isSentence(option.help), `${option.key}: ${option.help}`).toBe(true)
  if (option.kind === 'enum') expect(option.values).toContain(option.default)
  if (option.kind !== 'number') return
  const { min, max, slider } = option
  expect(min).toBeLessThan(max)
  if (option.default === null) expect(option.nullable).toBe(true)
  else {
    expect(option.default).toBeGreaterThanOrEqual(slider?.min ?? min)
    expect(option.default).toBeLessThanOrEqual(slider?.max ?? max)
  }
  if (slider) {
    expect(slider.min).toBeGreaterThanOrEqual(min)
    expect(slider.max).toBeLessThanOrEqual(max)
  }
  if (option.scale === 'log') expect(slider?.min ?? min).toBeGreaterThan(0)
}

describe('optimizers', () => {
  it.each(optimizerSpecs.map((spec) => [spec.id, spec] as const))('%s is sound', (id, spec) => {
    expect(optimizerSpec(id)).toBe(spec)
    const options = hyperparametersOf(spec)
    const keys = options.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain(spec.rateKey)
    options.forEach(expectSound)
    expect(isSentence(spec.premise)).toBe(true)
    expect(spec.reference?.url).toMatch(/^https:/)
    expect(spec.warning?.(defaultValues(options))).toBeUndefined()
    expect(spec.scheduleFactor?.(defaultValues(options), 12345, 100) ?? 1).toBe(1)
  })

  it('have the defaults that links of version 1 mean', () => {
    const schedule = { schedule: 'constant', decayEvery: 10, decayFactor: 0.1, horizon: 10 }
    const of = (id: string) => defaultValues(hyperparametersOf(optimizerSpec(id)))
    expect(of('alig')).toEqual({
      maxLr: 0.2,
      momentum: 0,
      momentumMode: 'standard',
      eps: 1e-5,
      weightDecay: 0,
      minLoss: 0,
      radius: null,
    })
    expect(of('sgd')).toEqual({
      lr: 0.1,
      momentum: 0,
      nesterov: false,
      weightDecay: 0,
      ...schedule,
      radius: null,
    })
    expect(of('adam')).toEqual({
      lr: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      eps: 1e-8,
      weightDecay: 0,
      decay: 'l2',
      ...schedule,
      radius: null,
    })
  })

  it('refuse a name that does not exist', () => {
    expect(() => optimizerSpec('sdg')).toThrow('sdg')
  })
})
