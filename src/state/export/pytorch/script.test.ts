import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../../experiment/link'
import { datasetSpecs } from '../../../data/specs'
import { modelSpecs } from '../../../models/specs'
import { defaultValues } from '../../../spec/hyperparameter'
import { LOSSES } from '../../../spec/loss'
import type { UserDataOrigin } from '../../../spec/userData'
import { dataPart } from './data'
import { pythonModule, pythonModules } from './modules'
import { pytorchScript } from './script'
import { experimentIn } from './testing/experimentIn'

const HASHES = { weights: 'a'.repeat(64), order: 'b'.repeat(64), data: 'c'.repeat(64) }

function scriptOf(link: string, steps = 20) {
  const script = pytorchScript(decodeLink(link).experiment, {
    steps,
    hashes: new Map([[1, HASHES]]),
    statistics: null,
  })
  if (!script.ok) throw new Error(script.sentence)
  return script.text
}

describe('pytorchScript', () => {
  it.each(['softmax', 'mlp', 'cnn', 'resnet'])('writes %s with its tensors in order', (model) => {
    const text = scriptOf(`v=1&model=${model}`)
    const spec = modelSpecs.find(({ id }) => id === model)!
    const tensors = spec.tensors(
      defaultValues(spec.options),
      { height: 28, width: 28, channels: 1 },
      10,
    )
    expect(experimentIn(text).model.tensors).toEqual(
      tensors.map(({ name, shape, init, fanIn, gain = 1 }) => ({
        ...{ name, shape, init },
        ...(init === 'he' ? { fan_in: fanIn, gain } : {}),
      })),
    )
    expect(text.match(/^def model\(x, p, description\):/gm)).toHaveLength(1)
  })

  it('holds runs, edits, steps and hashes', () => {
    const text = scriptOf(
      'v=1&steps=60&run=alig,maxLr:none,name:Mine&run=sgd,nesterov:1&edit=7,0,maxLr:0.5',
    )
    const { runs, edits, steps, seeds } = experimentIn(text)
    expect(runs[0]).toMatchObject({ label: 'Mine', optimizer: 'alig', hyper: { max_lr: null } })
    expect(text).toContain('"max_lr": math.inf,')
    expect(runs[1]).toMatchObject({ optimizer: 'sgd', scheduled: 'lr', hyper: { nesterov: true } })
    expect(edits).toEqual([{ step: 7, run: 0, key: 'max_lr', value: 0.5 }])
    expect(steps).toBe(20)
    expect(seeds).toEqual([{ seed: 1, hashes: HASHES }])
  })

  it('trains all seeds of the link, and has the whole link', () => {
    const link = 'v=1&examples=500&seed=4294967294&steps=20&seeds=3&run=sgd'
    const { experiment } = decodeLink(link)
    const hashes = new Map([[4294967295, HASHES]])
    const script = pytorchScript(experiment, { steps: 20, hashes, statistics: null })
    const text = script.ok ? script.text : script.sentence
    expect(experimentIn(text).seeds).toEqual([
      { seed: 4294967294, hashes: {} },
      { seed: 4294967295, hashes: HASHES },
      { seed: 0, hashes: {} },
    ])
    const [, whole = ''] = /^Link: #(.*)$/m.exec(text) ?? []
    expect(decodeLink(whole).experiment).toEqual(experiment)
    expect(experimentIn(text).link).toBe(whole)
    expect(text).toContain('[--seed N]')
  })

  it('writes each rule once and only those in use', () => {
    const text = scriptOf('v=1&run=adam&run=adam,lr:0.1')
    expect(text.match(/^class Adam\(torch\.optim\.Optimizer\):/gm)).toHaveLength(1)
    expect(text).toContain('"adam": Adam,')
    expect(text).not.toMatch(/^class (AliG|SGD)\b/m)
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
    const script = pytorchScript(experiment, { steps: 5, hashes: new Map(), statistics: null })
    expect(experimentIn(script.ok ? script.text : '').seeds).toEqual([{ seed: 1, hashes: {} }])
  })
})

describe('every spec', () => {
  it('has its Python', () => {
    const origin = { kind: 'idx', train: ['images', 'labels'], test: [] } as const
    const missing = [
      ...datasetSpecs.filter(
        ({ id, options }) =>
          dataPart({ id, options: defaultValues(options) }, origin) === undefined,
      ),
      ...modelSpecs.filter(({ id }) => pythonModule('models', id) === undefined),
      ...LOSSES.filter((id) => pythonModule('losses', id) === undefined).map((id) => ({ id })),
    ]
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  it('finds every activation', () => {
    const activation = modelSpecs
      .find(({ id }) => id === 'mlp')!
      .options.find(({ key }) => key === 'activation')
    const values = activation?.kind === 'enum' ? activation.values : []
    const [, known = ''] =
      /^ACTIVATIONS = \{(.*)\}$/m.exec(pythonModules.get('models/mlp.py')!) ?? []
    expect(values.length).toBeGreaterThan(0)
    expect([...known.matchAll(/"(\w+)":/g)].map(([, name]) => name)).toEqual(values)
  })
})

describe("a person's own data", () => {
  const sha256 = 'ab'.repeat(32)
  const script = (origin: UserDataOrigin | null) =>
    pytorchScript(
      decodeLink(`data=own,sha256:${sha256},classes:10,height:24,width:22,train:900,test:100`)
        .experiment,
      { steps: 5, hashes: new Map(), statistics: { mean: [0.3], std: [0.2] }, origin },
    )

  it('are read from the same files, with their counts and hash', () => {
    const found = script({ kind: 'idx', train: ['set/a "1"', 'set/b'], test: [] })
    const text = found.ok ? found.text : found.sentence
    expect(experimentIn(text).data).toMatchObject({
      train_files: ['set/a "1"', 'set/b'],
      test_files: [],
      options: { train: 900, test: 100, sha256 },
      mean: [0.3],
      std: [0.2],
    })
    expect(text).toContain('"""IDX:')
  })

  it('that are IDX files whose labels start at 1 say so', () => {
    const origin = { kind: 'idx', train: ['images', 'labels'], test: [] } as const
    const dataOf = (found: ReturnType<typeof script>) =>
      experimentIn(found.ok ? found.text : found.sentence).data
    expect(dataOf(script({ ...origin, firstLabel: 1 }))).toMatchObject({ first_label: 1 })
    expect(dataOf(script(origin))).toMatchObject({ first_label: 0 })
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
