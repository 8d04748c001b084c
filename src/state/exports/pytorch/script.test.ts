import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../../experiment/link'
import { datasetSpecs } from '../../../data/specs'
import { modelSpecs } from '../../../models/specs'
import { optimizerSpecs } from '../../../optimizers/specs'
import { defaultValues } from '../../../spec/hyperparameter'
import { dataSource } from './data'
import { modelSource } from './models'
import { rulesSource } from './optimizers'
import { listOf, literal, prose, tuple } from './python'
import { pytorchScript } from './script'

const HASHES = { weights: 'a'.repeat(64), order: 'b'.repeat(64), data: 'c'.repeat(64) }

function scriptOf(link: string, steps = 20) {
  const script = pytorchScript(decodeLink(link).experiment, {
    steps,
    hashes: HASHES,
    statistics: null,
  })
  if (!script.ok) throw new Error(script.sentence)
  return script.text
}

/** The lines of a list constant, without the brackets. */
function members(text: string, name: string): string[] {
  const list = new RegExp(`^${name} = \\[\\n([\\s\\S]*?)^\\]`, 'm').exec(text)
  return list === null ? [] : list[1]!.trim().split('\n')
}

describe('literals', () => {
  it('are what Python reads as the same value', () => {
    expect(literal(null)).toBe('math.inf')
    expect([true, false].map(literal)).toEqual(['True', 'False'])
    expect([0.1, 1e-7, 1e21, 5].map(literal)).toEqual(['0.1', '1e-7', '1e+21', '5'])
    expect(literal('a "b"\n')).toBe('"a \\"b\\"\\n"')
    expect([tuple([10]), tuple([28, 28, 1])]).toEqual(['(10,)', '(28, 28, 1)'])
    expect(listOf([])).toBe('[]')
    expect(prose('a"""\\\nb')).toBe('a     b')
  })
})

describe('pytorchScript', () => {
  it.each(['softmax', 'mlp', 'cnn', 'resnet'])('writes %s with its tensors in order', (model) => {
    const text = scriptOf(`v=1&model=${model}`)
    const spec = modelSpecs.find(({ id }) => id === model)!
    const tensors = spec.tensors(
      defaultValues(spec.options),
      { height: 28, width: 28, channels: 1 },
      10,
    )
    const lines = members(text, 'TENSORS')
    expect(lines).toHaveLength(tensors.length)
    tensors.forEach(({ name, shape }, i) =>
      expect(lines[i]).toContain(`("${name}", ${tuple(shape)}, `),
    )
    expect(text).toContain('def model(x, p):')
  })

  it('holds runs, edits, steps and hashes', () => {
    const text = scriptOf(
      'v=1&steps=60&run=alig,maxLr:none,name:Mine&run=sgd,nesterov:1&edit=7,0,maxLr:0.5',
    )
    const runs = members(text, 'RUNS')
    expect(runs[0]).toContain('("Mine", alig, {"maxLr": math.inf,')
    expect(runs[1]).toContain('"nesterov": True')
    expect(members(text, 'EDITS')).toEqual(['(7, 0, "maxLr", 0.5),'])
    expect(text).toContain('STEPS = 20')
    for (const hash of Object.values(HASHES)) expect(text).toContain(`"${hash}"`)
  })

  it('writes each rule once and only those in use', () => {
    const text = scriptOf('v=1&run=adam&run=adam,lr:0.1')
    expect(text.match(/^def adam\(/gm)).toHaveLength(1)
    expect(text).not.toMatch(/^def (alig|sgd)\(/m)
    expect(text).not.toContain('torch.optim')
  })

  it('augments only where the page does', () => {
    expect(scriptOf('v=1&data=cifar10&augment=1')).toContain('def augmented(')
    expect(scriptOf('v=1&data=cifar10')).not.toContain('augment')
    expect(scriptOf('v=1&augment=1')).not.toContain('def augmented(')
  })

  it('lets no name reach the program', () => {
    const name = encodeURIComponent('"""\nimport os #\\')
    const text = scriptOf(`v=1&name=${name}&run=sgd,name:${name}`)
    expect(text.split('"""').length - 1).toBe(scriptOf('v=1&run=sgd').split('"""').length - 1)
    expect(text).not.toMatch(/^\s*import os/m)
  })

  it('needs no hashes', () => {
    const { experiment } = decodeLink('v=1')
    const script = pytorchScript(experiment, { steps: 5, hashes: null, statistics: null })
    expect(script.ok && script.text).toContain('PAGE_HASHES = {}')
  })
})

describe('every spec', () => {
  const input = { height: 28, width: 28, channels: 1 }

  it("has its Python, except a person's own data", () => {
    const missing = [
      ...datasetSpecs.filter(
        ({ id, options }) => dataSource({ id, options: defaultValues(options) }) === undefined,
      ),
      ...modelSpecs.filter(
        ({ id, options }) => modelSource(id, defaultValues(options), input) === undefined,
      ),
      ...optimizerSpecs.filter(({ id }) => rulesSource([id]) === undefined),
    ]
    expect(missing.map(({ id }) => id)).toEqual(['own'])
    const { experiment } = decodeLink('data=own')
    const script = pytorchScript(experiment, { steps: 5, hashes: null, statistics: null })
    expect(!script.ok && script.sentence).toMatch(/files of your own.*standard deviation/)
  })
})
