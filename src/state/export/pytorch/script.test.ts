import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../../experiment/link'
import { datasetSpecs } from '../../../data/specs'
import { modelSpecs } from '../../../models/specs'
import { optimizerSpecs } from '../../../optimizers/specs'
import { defaultValues } from '../../../spec/hyperparameter'
import type { UserDataOrigin } from '../../../spec/userData'
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

  it('has its Python', () => {
    const origin = { kind: 'idx', train: ['images', 'labels'], test: [] } as const
    const missing = [
      ...datasetSpecs.filter(
        ({ id, options }) =>
          dataSource({ id, options: defaultValues(options) }, origin) === undefined,
      ),
      ...modelSpecs.filter(
        ({ id, options }) => modelSource(id, defaultValues(options), input) === undefined,
      ),
      ...optimizerSpecs.filter(({ id }) => rulesSource([id]) === undefined),
    ]
    expect(missing.map(({ id }) => id)).toEqual([])
  })
})

describe("a person's own data", () => {
  const sha256 = 'ab'.repeat(32)
  const script = (origin: UserDataOrigin | null) =>
    pytorchScript(
      decodeLink(`data=own,sha256:${sha256},classes:10,height:24,width:22,train:900,test:100`)
        .experiment,
      { steps: 5, hashes: null, statistics: { mean: [0.3], std: [0.2] }, origin },
    )

  it('are read from the same files, with their counts and hash', () => {
    const found = script({ kind: 'idx', train: ['set/a "1"', 'set/b'], test: [] })
    const text = found.ok ? found.text : found.sentence
    expect(members(text, 'TRAIN_FILES')).toEqual(['"set/a \\"1\\"",', '    "set/b",'])
    expect(text).toContain('TEST_FILES = []')
    expect(text).toContain('TRAIN_COUNT, TEST_COUNT = 900, 100')
    expect(text).toContain(`DATA_SHA256 = "${sha256}"`)
    expect(text).toContain('MEAN, STD = (0.3,), (0.2,)')
    expect(text).toContain('"""IDX:')
  })

  it('that are batches of CIFAR have a reader of their own', () => {
    const found = script({ kind: 'cifar', train: ['data_batch_1.bin'], test: ['test_batch.bin'] })
    expect(found.ok && found.text).toContain('"""Binary batches:')
  })

  it('get a sentence where Python would read other pixels, or no file is known', () => {
    const refusal = (origin: UserDataOrigin | null) => {
      const found = script(origin)
      return found.ok ? '' : found.sentence
    }
    expect(refusal({ kind: 'folder', train: [], test: [] })).toMatch(
      /because its images came out of a folder of pictures.*IDX files.*standard deviation/,
    )
    expect(refusal(null)).toMatch(/because the page does not know which files.*Drop them/)
  })
})
