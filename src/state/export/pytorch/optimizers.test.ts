import { describe, expect, it } from 'vitest'
import { formatPython, lintPython } from '../../../../scripts/python/ruff.mjs'
import { optimizerSpecs } from '../../../optimizers/specs'
import { optimizerFile, optimizerModules } from './optimizers'
import { ODD_RULES } from './testing/oddRules'

const RULES = [...optimizerSpecs, ...ODD_RULES]

describe.each(RULES.map((spec) => [spec.id, spec] as const))('the class of %s', (_, spec) => {
  const text = optimizerFile([spec])

  it('is formatted and linted as other Python here', () => {
    expect(formatPython(text)).toBe(text)
    expect(lintPython(text)).toEqual([])
  })

  it('has every option as an argument, but for those of a schedule', () => {
    const [, signature = ''] = /def __init__\(\n([^)]*)\n {4}\):/.exec(text) ?? []
    const given = [...signature.matchAll(/^ {8}(\w+)=(.*),$/gm)]
    const expected = spec.hyperparameters.filter(
      ({ key }) => !['schedule', 'decayEvery', 'decayFactor', 'horizon'].includes(key),
    )
    expect(given).toHaveLength(expected.length)
    expect(new Set(given.map(([, name]) => name)).size).toBe(given.length)
  })
})

describe('optimizerModules', () => {
  it('gives every class a name of its own, which the scripts do not have', () => {
    const names = optimizerModules([...RULES, ...RULES]).map(({ className }) => className)
    expect(new Set(names).size).toBe(2 * RULES.length)
    expect(names).toContain('AliG')
    expect(names).toContain('Run2')
    expect(names).toContain('RuleValueError')
    expect(names).toContain('Rule3Names')
  })
})

describe('optimizerFile', () => {
  it('says how its first class is used, and has the words of the rule', () => {
    const text = optimizerFile([optimizerSpecs[0]!])
    expect(text).toContain('optimizer = AliG(model.parameters())')
    expect(text).toContain('unclipped = (loss - min_loss) / (grad_norm_sq + eps)')
    expect(text).toContain('https://arxiv.org/abs/1906.05661')
    expect(text).toMatch(/max_lr: The largest step size[^:]*None is no\s+limit\./)
  })

  it('lets no word of a rule end its docstring', () => {
    const text = optimizerFile([ODD_RULES[0]!])
    expect(text.split('"""').length - 1).toBe(4)
  })
})
