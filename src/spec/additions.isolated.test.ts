/**
 * What follows from a line in a list of specs, as CONTRIBUTING.md promises: a made-up optimizer,
 * model and data set are put on the lists, and then have to be everywhere.
 */
import { asRunId } from './runId'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { documents } from '../../scripts/docs/tables'
import { datasetLoader } from '../data/registry'
import { modelsFor, withData } from '../experiment/choices'
import { defaultExperiment } from '../experiment/defaults'
import { decodeLink, encodeLink } from '../experiment/link'
import { estimateMemory, modelSize } from '../experiment/memory'
import { parseExperiment } from '../experiment/parseExperiment'
import { datasetSpec } from '../data/specs'
import { metricsCsv } from '../state/export/csv'
import { optimizerFile } from '../state/export/pytorch/optimizers'
import { pytorchScript } from '../state/export/pytorch/script'
import { SeriesStore } from '../state/series/series'
import { usualOptimizers } from '../state/sweep/sweepOptimizers'
import { assignSlots } from '../ui/chartPanels/runStyle'
import { stopsOf } from '../ui/controls/sliderStops'
import type * as DatasetSpecsModule from '../data/specs'
import type * as ModelSpecsModule from '../models/specs'
import type * as OptimizerSpecsModule from '../optimizers/specs'
import { whyInactive, type NumberOption } from './hyperparameter'
import { METRIC_COLUMNS } from './metrics'
import { tableOf } from './metricTable'
import type { PackedDataset } from './dataset'
import type { ModelSpec } from './model'
import { optimizerSpec } from '../optimizers/specs'
import { hyperparametersOf } from './optimizer'

const made = vi.hoisted(() => {
  const rate: NumberOption = {
    kind: 'number',
    key: 'rate',
    default: 0.5,
    min: 0.001,
    max: 10,
    scale: 'log',
    help: 'How far.',
  }
  const optimizer = {
    id: 'madeUp',
    label: 'Made up',
    group: 'classics' as const,
    summary: 'A step of a fixed length.',
    text: `
hyper rate = 0.5 log 0.001..10 "How far."
switch twice = off when rate > 0 "Two times."
stepSize = rate
w = w - if(twice, 2, 1) * rate * g`,
    premise: 'None.',
    reference: { text: 'Nobody', url: 'https://example.org' },
  }
  const model: ModelSpec = {
    id: 'tiny',
    label: 'Tiny',
    short: () => 'Tiny',
    description: 'One number.',
    options: [{ ...rate, key: 'units', default: 3, min: 1, max: 9, integer: true }],
    tensors: ({ units }) => [
      { name: 'kernel', shape: [Number(units)], init: 'zeros', fanIn: Number(units) },
    ],
    activations: () => 1,
  }
  const dataset: PackedDataset = {
    id: 'shirts',
    label: 'Shirts',
    description: 'Shirts.',
    origin: 'packed',
    kind: 'images',
    shape: () => ({
      input: { height: 2, width: 2, channels: 1 },
      classNames: ['short', 'long'],
      trainCount: 40,
      testCount: 10,
    }),
    statistics: { mean: [0.5], std: [0.5] },
    augmentable: false,
    options: [],
    source: { text: 'Nobody', url: 'https://example.org' },
  }
  return { optimizer, model, dataset }
})

/** The list with one more, asked in the same way. */
async function longer<T extends { readonly id: string }>(list: readonly T[], one: T) {
  const { registryOf } = await import('./registry')
  const all = [...list, one]
  return { all, ...registryOf('thing', all) }
}

vi.mock('../state/store/store', () => ({ usePlayground: () => undefined }))

vi.mock('../optimizers/specs', async (original) => {
  const { optimizerSpecs } = await original<typeof OptimizerSpecsModule>()
  const { defineOptimizer } = await import('../optimizers/defineOptimizer')
  const { all, get, find } = await longer(optimizerSpecs, defineOptimizer(made.optimizer))
  return { optimizerSpecs: all, optimizerSpec: get, findOptimizer: find }
})

vi.mock('../models/specs', async (original) => {
  const { modelSpecs } = await original<typeof ModelSpecsModule>()
  const { all, get, find } = await longer(modelSpecs, made.model)
  return { modelSpecs: all, modelSpec: get, findModel: find }
})

vi.mock('../data/specs', async (original) => {
  const { datasetSpecs } = await original<typeof DatasetSpecsModule>()
  const { all, get, find } = await longer(datasetSpecs, made.dataset)
  return {
    datasetSpecs: all,
    datasetSpec: get,
    findDataset: find,
    dataShape: ({ id, options }: { id: string; options: object }) => get(id).shape({ ...options }),
    isUserData: ({ id }: { id: string }) => find(id)?.origin === 'user',
  }
})

afterEach(() => {
  vi.unstubAllGlobals()
})

/** What a link means, where it is understood and comes back as it was. */
function understood(link: string) {
  const { experiment, notices } = decodeLink(link)
  expect(notices).toEqual([])
  expect(encodeLink(experiment)).toBe(link)
  expect(parseExperiment(experiment)).toEqual({ ok: true, experiment })
  return experiment
}

describe('an optimizer on the list', () => {
  it('has link keys, and edits', () => {
    const { runs } = understood('v=1&run=madeUp,rate:2,twice:1&edit=5,0,rate:3')
    expect(runs).toEqual([{ optimizer: 'madeUp', hyper: { rate: 2, twice: true, radius: null } }])
    expect(decodeLink('run=madeUp,rate:99').notices[0]).toContain('a number from 1e-3 to 10')
  })

  it('has sliders, and says when a value does nothing', () => {
    const options = hyperparametersOf(optimizerSpec('madeUp'))
    for (const option of options.filter(({ kind }) => kind === 'number')) {
      const stops = stopsOf(option as NumberOption)
      expect(stops.length).toBeGreaterThan(10)
      expect(stops[0]).toBeGreaterThan(0)
    }
    expect(whyInactive(options[1]!, { rate: 0 })).toBe('It acts only with rate above 0.')
  })

  it('has its rows in the exported table', () => {
    const experiment = understood('v=1&run=madeUp')
    const store = new SeriesStore()
    const table = tableOf(METRIC_COLUMNS.map((column) => [column, [1]]))
    store.append(asRunId(7), { firstStep: 0, ...table, seconds: Float64Array.of(0.1) })
    const csv = metricsCsv(experiment, [{ id: asRunId(7) }], store, 100)
    expect(csv.split('\n')[1]).toMatch(/^0,madeUp,0,/)
  })

  it('has a look of its own, a place in the sweep and rows in the documents', () => {
    const runs = ['alig', 'madeUp', 'sgd'].map((optimizer, id) => ({ id, optimizer }))
    expect(new Set(assignSlots(runs, new Map()).values()).size).toBe(runs.length)
    expect(usualOptimizers(understood('v=1&run=sgd&run=madeUp'))).toEqual(['sgd', 'madeUp'])
    expect(documents['docs/rules.md']!()['options of rules']).toContain(
      '| `madeUp` | `rate` | 0.5 |',
    )
    expect(documents['docs/rules.md']!()['rules']).toContain('| `madeUp` Made up | classics |')
  })

  it('is a class of the PyTorch script, and a file by itself', () => {
    const facts = { steps: 5, hashes: new Map(), statistics: null }
    const script = pytorchScript(understood('v=1&run=madeUp,twice:1'), facts)
    const text = script.ok ? script.text : script.sentence
    expect(text).toMatch(/^class MadeUp\(torch\.optim\.Optimizer\):$/m)
    expect(text).toContain('"madeUp": MadeUp,')
    expect(optimizerFile([optimizerSpec('madeUp')])).toMatch(/^class MadeUp\(/m)
  })
})

describe('a model on the list', () => {
  it('has link keys and a size, and is offered', () => {
    const experiment = understood('v=1&model=tiny&units=4')
    expect(experiment.model).toEqual({ id: 'tiny', options: { units: 4 } })
    expect(modelSize(experiment)).toBe(4)
    expect(estimateMemory(experiment).total).toBeGreaterThan(0)
    expect(modelsFor(datasetSpec('mnist')).map(({ id }) => id)).toContain('tiny')
    expect(documents['README.md']!()['options of data sets and models']).toContain('| `tiny` |')
  })
})

describe('a packed data set on the list', () => {
  it('has a link, at most as many examples as there are, and is offered', () => {
    const experiment = understood('v=1&data=shirts&batch=20')
    expect(experiment.examples).toBe(40)
    const chosen = withData(defaultExperiment(), { id: 'shirts', options: {} })
    expect(chosen).toMatchObject({ examples: 40, batch: 40 })
    expect(documents['docs/data.md']!()['data sets']).toContain('| Shirts |')
  })

  it('has a loader, without a line in the registry', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url)
      return new Response('', { status: 404 })
    })
    const request = { baseUrl: 'http://host/', examples: 40, options: {} }
    await expect(datasetLoader('shirts').loadTrain(request)).rejects.toThrow(/Shirts is not there/)
    expect(asked).toEqual(['http://host/data/shirts/manifest.json'])
  })
})
