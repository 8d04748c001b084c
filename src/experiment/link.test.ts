import { describe, expect, it } from 'vitest'
import fixtures from '../../fixtures/links.json'
import { defaultExperiment, defaultRun } from './defaults'
import type { Experiment } from './experiment'
import { MAX_LINK } from './limits'
import { decodeLink, encodeLink } from './link'
import { parseExperiment } from './parseExperiment'
import { LINK_VERSION, migrate } from './link/migrations'
import { listed } from './text'
import { optimizerSpecs } from '../optimizers/specs'

const changed = (changes: Partial<Experiment>): Experiment => ({
  ...defaultExperiment(),
  ...changes,
})

/** The one notice of a link; fails where there are more or none. */
function noticeOf(link: string): string {
  const { notices } = decodeLink(link)
  expect(notices).toHaveLength(1)
  return notices[0]!
}

describe('encodeLink', () => {
  it('writes only the version where everything is at its default', () => {
    expect(encodeLink(defaultExperiment())).toBe('v=1')
  })

  it('writes keys in a fixed order, with , and : literal', () => {
    const alig = defaultRun('alig')
    const experiment = changed({
      name: 'A & B, (C)',
      model: { id: 'mlp', options: { width: 64, depth: 1, activation: 'tanh', init: 'he' } },
      shuffle: false,
      noise: 0.15,
      runs: [
        { ...alig, name: 'My run', hyper: { ...alig.hyper, maxLr: null, eps: 0.00001 } },
        { ...alig, hyper: { ...alig.hyper, eps: 0.000001 } },
        defaultRun('sgd'),
      ],
      edits: [{ step: 1000, run: 2, key: 'nesterov', value: true }],
      view: { zoom: '0:100,x' },
    })
    expect(encodeLink(experiment)).toBe(
      'v=1&width=64&activation=tanh&shuffle=0&noise=0.15' +
        '&run=alig,maxLr:none,name:My%20run&run=alig,eps:1e-6&run=sgd' +
        '&edit=1000,2,nesterov:1&name=A%20%26%20B%2C%20%28C%29&view.zoom=0:100,x',
    )
  })

  it('leaves the images of a small data set out and keeps a batch that is not the default', () => {
    expect(encodeLink(changed({ examples: 50, batch: 50 }))).toBe('v=1&examples=50&batch=50')
  })
})

describe("a person's own data", () => {
  const sha256 = '0123456789abcdef'.repeat(4)

  it('stand behind their name, apart from the options of a model', () => {
    const { experiment, notices } = decodeLink(
      `v=1&data=own,sha256:${sha256},classes:7,width:9,train:500,test:50&width=16&batch=20`,
    )
    expect(notices).toEqual([])
    expect(experiment.data).toEqual({
      id: 'own',
      options: { sha256, classes: 7, height: 28, width: 9, channels: 1, train: 500, test: 50 },
    })
    expect(experiment.model.options['width']).toBe(16)
    expect(experiment.examples).toBe(500)
    expect(encodeLink(experiment)).toBe(
      `v=1&data=own,sha256:${sha256},classes:7,width:9,train:500,test:50&width=16&batch=20`,
    )
  })

  it('may be named without any files', () => {
    const { experiment, notices } = decodeLink('v=1&data=own')
    expect(notices).toEqual([])
    expect(experiment.data.options['sha256']).toBe('')
    expect(encodeLink(experiment)).toBe('v=1&data=own')
  })

  it('are refused key by key, with a sentence', () => {
    const { experiment, notices } = decodeLink('data=own,sha256:XYZ,classes:1,arms:3,height:9')
    expect(experiment.data.options).toMatchObject({ sha256: '', classes: 10, height: 9 })
    expect(notices).toHaveLength(3)
    expect(notices.join(' ')).toMatch(/sha256.*64 hexadecimal.*classes.*from 2 to 100.*arms/)
  })

  it('leave options behind another name out, with a sentence', () => {
    const { experiment, notices } = decodeLink('data=cifar10,height:9')
    expect(experiment.data).toEqual({ id: 'cifar10', options: {} })
    expect(notices.join(' ')).toMatch(/height/)
  })
})

describe('decodeLink', () => {
  it.each(fixtures)('reads the stored link of version $version', ({ link, experiment }) => {
    const decoded = decodeLink(link).experiment
    expect(decoded).toMatchObject(experiment)
    expect(decodeLink(encodeLink(decoded)).experiment).toEqual(decoded)
  })

  it('has a stored link for every version', () => {
    const versions = new Set(fixtures.map(({ version }) => version))
    const expected = Array.from({ length: LINK_VERSION }, (_, index) => index + 1)
    expect([...versions].sort()).toEqual(expected)
  })

  it.each(['', '#', 'v=1', '#v=1', '#&&v=1&'])('reads %j as the defaults', (link) => {
    const isLink = link.includes('v')
    expect(decodeLink(link)).toEqual({ experiment: defaultExperiment(), isLink, notices: [] })
  })

  it('names the key, the bad value and what is used instead', () => {
    expect(noticeOf('batch=many')).toBe(
      '"batch" cannot be "many", only a whole number from 1 to 1024; 100 is used instead.',
    )
    expect(noticeOf('run=sgd,lr:-1')).toBe(
      'Run 1 (sgd): "lr" cannot be "-1", only a number from 1e-8 to 10000; 0.1 is used instead.',
    )
    expect(noticeOf('steps=1e9')).toBe(
      '"steps" cannot be "1e9", only a whole number from 1 to 1e7, or none; none is used instead.',
    )
    expect(noticeOf('shuffle=yes')).toMatch('"shuffle" cannot be "yes", only 0 or 1; 1 is used')
    expect(noticeOf(`backend=${'x'.repeat(500)}`)).toMatch(
      `"backend" cannot be "${'x'.repeat(40)}..."`,
    )
    expect(noticeOf('data=faces')).toMatch(/"data" called "faces", only mnist.*; mnist is used/)
    expect(noticeOf('model=toString')).toMatch(/"model" called "toString".*mlp is used/)
  })

  it('replaces a wrong value only', () => {
    const { experiment } = decodeLink('batch=0&seed=3&run=sgd,lr:x,momentum:0.5')
    const sgd = defaultRun('sgd')
    expect(experiment).toEqual(
      changed({ seed: 3, runs: [{ ...sgd, hyper: { ...sgd.hyper, momentum: 0.5 } }] }),
    )
  })

  it('refuses a batch larger than the set, written or not', () => {
    expect(decodeLink('examples=50&batch=60').experiment.batch).toBe(50)
    expect(noticeOf('examples=50')).toBe(
      'A "batch" of 100 is larger than the 50 images in use; 50 is used instead.',
    )
    expect(decodeLink('examples=200&batch=300').experiment.batch).toBe(100)
    expect(decodeLink('examples=50&batch=50').notices).toEqual([])
  })

  it('keeps unknown keys and says so once', () => {
    const link = 'v=1&foo=1,2&__proto__=x&constructor.prototype.polluted=y&foo=3'
    const { experiment, notices } = decodeLink(link)
    expect(experiment.unknown).toEqual([
      ['foo', '1,2'],
      ['__proto__', 'x'],
      ['constructor.prototype.polluted', 'y'],
      ['foo', '3'],
    ])
    expect(notices).toEqual([
      'This version of the playground gives no meaning to "foo", "__proto__" and ' +
        '"constructor.prototype.polluted" in the link; it is kept but changes nothing.',
    ])
    expect(encodeLink(experiment)).toBe(link)
  })

  it('takes view settings as they are, except under keys that objects have', () => {
    const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']
    const pairs = inherited.map((key) => `&view.${key}=a`)
    const { experiment } = decodeLink(`view.x=seconds${pairs.join('')}`)
    expect(experiment.view).toEqual({ x: 'seconds' })
    expect(experiment.unknown.map(([key]) => key)).toEqual(inherited.map((key) => `view.${key}`))
    expect(parseExperiment(experiment)).toEqual({ ok: true, experiment })
  })

  it('reports options of another model', () => {
    const { experiment, notices } = decodeLink('model=softmax&width=64')
    expect(notices).toEqual([
      '"width" does not apply to the data set mnist with the model softmax; it is left out.',
    ])
    expect(experiment).toEqual(changed({ model: { id: 'softmax', options: {} } }))
  })

  it('takes the first of several values', () => {
    expect(decodeLink('seed=5&seed=6').experiment.seed).toBe(5)
    expect(noticeOf('seed=5&seed=6')).toMatch('"seed" appears 2 times in the link; the first value')
    expect(noticeOf('run=sgd,lr:1,lr:2')).toMatch('"lr" appears more than once')
  })

  it('reads numbers as people write them', () => {
    const lr = (text: string) => decodeLink(`run=sgd,lr:${text}`).experiment.runs[0]!.hyper.lr
    expect([lr('1e-3'), lr('.5'), lr('2.'), lr('1E2'), lr('1e+2'), lr('1e%2B2')]).toEqual([
      0.001, 0.5, 2, 100, 100, 100,
    ])
    for (const text of ['0x10', '1,5', '1_0', 'Infinity', 'NaN', '', '1e', '--1', '1e999']) {
      expect(decodeLink(`run=sgd,lr:${text}`).notices.length).toBeGreaterThan(0)
    }
    expect(Object.is(decodeLink('noise=-0').experiment.noise, 0)).toBe(true)
  })

  it('keeps commas and colons of a name apart from those of the run', () => {
    const run = { ...defaultRun('alig'), name: 'a,lr:1' }
    const link = encodeLink(changed({ runs: [run] }))
    expect(link).toBe('v=1&run=alig,name:a%2Clr%3A1')
    expect(decodeLink(link).experiment.runs).toEqual([run])
  })

  it('reads a link that was percent-encoded as a whole on its way', () => {
    const { experiment, notices } = decodeLink('run=sgd%2Clr%3A0.5&edit=3%2c0%2clr%3a0.1')
    expect(notices).toEqual([])
    expect(experiment.runs[0]!.hyper.lr).toBe(0.5)
    expect(experiment.edits).toEqual([{ step: 3, run: 0, key: 'lr', value: 0.1 }])
  })

  it('cleans and shortens names', () => {
    expect(decodeLink('name=a%00b+c').experiment.name).toBe('a b c')
    const long = '%F0%9F%99%82'.repeat(81)
    expect(decodeLink(`name=${long}`).experiment.name).toBe('\u{1f642}'.repeat(80))
    expect(noticeOf(`name=${long}`)).toMatch('name is longer than 80 characters')
  })

  it('uses the first eight runs', () => {
    const link = Array.from({ length: 9 }, () => 'run=sgd').join('&')
    expect(decodeLink(link).experiment.runs).toHaveLength(8)
    expect(noticeOf(link)).toBe('The link has 9 runs; only the first 8 are used.')
  })

  it('leaves out runs it does not know; edits still mean the run they were written for', () => {
    const { experiment, notices } = decodeLink(
      'run=sophia,lr:1&run=sgd&edit=5,1,lr:0.2&edit=6,0,lr:0.3&edit=7,2,lr:1',
    )
    expect(experiment.runs.map(({ optimizer }) => optimizer)).toEqual(['sgd'])
    expect(experiment.edits).toEqual([{ step: 5, run: 0, key: 'lr', value: 0.2 }])
    expect(notices).toEqual([
      'The link asks for the optimizer "sophia", which this version does not have ' +
        `(it has ${listed(optimizerSpecs.map(({ id }) => id))}); this run is left out.`,
      'The edit "6,0,lr:0.3" is left out: there is no run 0 (runs are counted from 0).',
      'The edit "7,2,lr:1" is left out: there is no run 2 (runs are counted from 0).',
    ])
  })

  it('falls back on the default runs, without the edits of the lost ones', () => {
    const { experiment, notices } = decodeLink('run=sophia&edit=5,0,maxLr:1')
    expect(experiment).toEqual(defaultExperiment())
    expect(notices).toHaveLength(3)
  })

  it.each([
    ['5,0,batch:10', 'only hyperparameters can change during training'],
    ['5,0,name:x', 'only hyperparameters can change'],
    ['5,0,maxLr:abc', '"maxLr" cannot be "abc"'],
    ['-5,0,maxLr:1', 'its step must be a whole number from 0 to 1e7'],
    ['5,0', 'not of the form STEP,RUN,key:value'],
    ['5,x,maxLr:1', 'not of the form'],
    ['5,0,maxLr:1,eps:1', 'not of the form'],
    ['99999999,0,maxLr:1', 'its step must be'],
  ])('leaves out the edit %s', (edit, reason) => {
    expect(decodeLink(`edit=${edit}`).experiment.edits).toEqual([])
    expect(noticeOf(`edit=${edit}`)).toContain(reason)
  })

  it('orders edits by step and keeps the order within one', () => {
    const { experiment } = decodeLink('edit=9,0,maxLr:1&edit=2,1,lr:1&edit=9,0,maxLr:2')
    expect(experiment.edits.map(({ step, value }) => [step, value])).toEqual([
      [2, 1],
      [9, 1],
      [9, 2],
    ])
  })

  it('reads a link of a newer version as far as it goes', () => {
    const { experiment, notices } = decodeLink('v=2&seed=4')
    expect(experiment.seed).toBe(4)
    expect(notices).toEqual([expect.stringContaining('version 2, made by a newer playground')])
    expect(noticeOf('v=x')).toMatch('"v" cannot be "x"; it is read as version 1')
  })

  it('cuts an overlong link between two parameters', () => {
    const link = `seed=4&junk=${'x'.repeat(MAX_LINK - 20)}&batch=1000`
    const { experiment, notices } = decodeLink(link)
    expect(experiment.seed).toBe(4)
    expect(experiment.batch).toBe(100)
    expect(notices[0]).toMatch(`longer than ${MAX_LINK} characters`)
  })

  it('limits what it says and what it keeps', () => {
    const edits = Array.from({ length: 900 }, (_, step) => `edit=${step},0,maxLr:1`)
    const junk = Array.from({ length: 2000 }, (_, index) => `k${index}=x`)
    const wrong = Array.from({ length: 100 }, (_, step) => `edit=${step},0,foo:1`)
    const { experiment, notices } = decodeLink([...wrong, ...edits, ...junk].join('&'))
    expect(experiment.edits).toHaveLength(500)
    expect(experiment.unknown.length).toBeLessThan(300)
    expect(notices).toHaveLength(21)
    expect(notices[20]).toBe('The link has 82 more mistakes of this kind.')
  })
})

describe('migrate', () => {
  const params = [{ key: 'a', raw: '1' }]
  const rename = (from: string, to: string) => (old: readonly { key: string; raw: string }[]) =>
    old.map((param) => (param.key === from ? { ...param, key: to } : param))
  const steps = new Map([
    [1, rename('a', 'b')],
    [2, rename('b', 'c')],
  ])

  it('goes through every version on the way', () => {
    expect(migrate(params, 1, 3, steps)).toEqual([{ key: 'c', raw: '1' }])
    expect(migrate(params, 2, 3, steps)).toEqual(params)
  })

  it('refuses a gap', () => {
    expect(() => migrate(params, 1, 4, steps)).toThrow('no migration leads from version 3')
  })

  it('knows every version up to the present one', () => {
    for (let from = 1; from <= LINK_VERSION; from++) expect(migrate([], from)).toEqual([])
  })
})
