import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultExperiment } from './defaults'
import { parseExperiment } from './parseExperiment'
import { experiments } from './testing/arbitraries'
import { listed } from './text'
import { optimizerSpecs } from '../optimizers/specs'

function sentencesOf(changes: Record<string, unknown>): readonly string[] {
  const parsed = parseExperiment({ ...defaultExperiment(), ...changes })
  return parsed.ok ? [] : parsed.sentences
}

const run = (changes: Record<string, unknown>) => ({
  runs: [{ optimizer: 'sgd', hyper: {}, ...changes }],
})

describe('parseExperiment', () => {
  it('brings an exported experiment back', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const copy: unknown = JSON.parse(JSON.stringify(experiment))
        expect(parseExperiment(copy)).toEqual({ ok: true, experiment })
      }),
      { numRuns: 500 },
    )
  })

  it('refuses any other JSON with sentences', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseExperiment(value)
        expect(parsed.ok).toBe(false)
        if (!parsed.ok)
          for (const sentence of parsed.sentences) expect(sentence).toMatch(/\S \S.*\.$/)
      }),
    )
  })

  it('fills in what is left out', () => {
    const { data, model, runs } = defaultExperiment()
    const hyper = { maxLr: 0.2 }
    const slim = { data, model, runs: [{ ...runs[0], hyper }, ...runs.slice(1)] }
    expect(parseExperiment(slim)).toEqual({ ok: true, experiment: defaultExperiment() })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a wrong type', { batch: '100' }, 'batch must be a whole number from 1 to 1024.'],
    ['an infinite number', { noise: Infinity }, 'noise must be a number from 0 to 0.5.'],
    ['a fraction', { seed: 1.5 }, 'seed must be a whole number from 0 to 4294967295.'],
    ['too many images', { examples: 60001 }, 'examples must not be more than the 60000 images'],
    ['too large a batch', { examples: 20 }, 'batch must not be larger than the 20 images in use.'],
    ['an unknown key', { extra: 1 }, 'extra is not a key that this version knows.'],
    [
      'an unknown data set',
      { data: { id: 'x' } },
      'data.id must be mnist, cifar10, spirals or own.',
    ],
    [
      'an unknown option',
      { model: { id: 'mlp', options: { k: 1 } } },
      'model.options.k is not a key',
    ],
    ['no runs', { runs: [] }, 'runs must have at least one run.'],
    ['too many runs', { runs: Array(9).fill({ optimizer: 'sgd' }) }, 'must have at most 8 runs.'],
    [
      'an unknown optimizer',
      run({ optimizer: 'x' }),
      `runs.0.optimizer must be ${listed(
        optimizerSpecs.map(({ id }) => id),
        'or',
      )}.`,
    ],
    [
      'a wrong hyperparameter',
      run({ hyper: { lr: null } }),
      'runs.0.hyper.lr must be a number from',
    ],
    ['an empty name', run({ name: '' }), 'runs.0.name must not be empty.'],
    ['a name of two lines', { name: 'a\nb' }, 'name must be one line of at most 80 characters'],
    ['a name with half a character', { name: '\ud83d' }, 'name must be one line'],
    [
      'a lost edit',
      { edits: [{ step: 1, run: 3, key: 'lr', value: 1 }] },
      'edits.0: There is no run 3',
    ],
    [
      'a wrong edit',
      { edits: [{ step: 1, run: 1, key: 'lr', value: -1 }] },
      '"lr" must be a number',
    ],
    ['a dead key', { edits: [{ step: 1, run: 0, key: 'lr', value: 1 }] }, 'it has no "lr".'],
    ['a known key as unknown', { unknown: [['batch', '1']] }, 'unknown.0.0 is a key that this'],
    ['an inherited view key', { view: { toString: 'x' } }, 'is not the name of a view setting.'],
    ['too much view', { view: { x: 'y'.repeat(998) } }, 'view must not be longer than 1000'],
  ])('refuses %s', (_, changes, sentence) => {
    expect(sentencesOf(changes).join('\n')).toContain(sentence)
  })

  it('copies nothing from keys that objects have', () => {
    const hostile: unknown = JSON.parse(
      '{"runs": [{"optimizer": "sgd", "hyper": {"__proto__": {"lr": 5}}}], "data": {"id": "mnist"},' +
        '"model": {"id": "mlp"}, "view": {"__proto__": "x"}}',
    )
    const parsed = parseExperiment(hostile)
    expect(parsed.ok).toBe(false)
    expect(({} as Record<string, unknown>).lr).toBeUndefined()
  })
})
