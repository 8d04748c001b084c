import { expect, it } from 'vitest'
import { defaultExperiment, defaultRun } from '../../experiment/defaults'
import { ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import type { Command, SessionEvent } from '../../worker/protocol'
import { sweepBase, trialExperiment } from './trialExperiment'
import { sweepRates, sweepSettings, sweepView, type SweepSettings } from './sweepSettings'
import { createSweepArchive } from './sweepArchive'
import { NO_SWEEP, SweepRunner, sweepProgress, type SweepState } from './sweepRunner'

const settings: SweepSettings = {
  ...{ optimizers: ['alig', 'sgd'], low: 0.1, high: 10, values: 3, epochs: 2 },
}
const page = defaultExperiment()
const base = sweepBase(
  page,
  page.runs.map(({ hyper }) => ({ ...hyper, momentum: 0.5 })),
  settings,
)

/** The browser's storage. */
function createPlace() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
  }
}

function openSweep(place: Pick<Storage, 'getItem' | 'setItem'> = createPlace()) {
  let state: SweepState = NO_SWEEP
  const sent: Command[] = []
  let closed = 0
  const runner = new SweepRunner({
    get: () => state,
    set: (patch) => (state = { ...state, ...patch }),
    send: (command) => void sent.push(command),
    close: () => closed++,
    baseUrl: () => 'http://localhost/',
    archive: createSweepArchive(() => place),
  })
  const tell = (event: object) => runner.handle(event as SessionEvent)
  const ready = () => tell({ type: 'ready', backend: { name: 'wasm', reason: '' } })
  /** As if the rate had been trained to its end; `lost` runs diverged at step 7. */
  const finish = (lost: readonly number[] = []) => {
    for (const run of [0, 1]) {
      if (lost.includes(run)) {
        tell({ type: 'diverged', run, step: 7, sentence: '' })
        continue
      }
      const at = { run, step: 200, accuracy: 0.5 + 0.1 * run }
      tell({ type: 'evaluations', evaluations: [{ ...at, loss: 2 + run }] })
      tell({ type: 'trainingEvaluation', evaluation: { ...at, loss: 1 + run } })
    }
    tell({ type: 'paused', step: 200, reason: lost.length === 2 ? 'all-diverged' : 'limit' })
  }
  const loads = () => sent.flatMap((one) => (one.type === 'load' ? [one.experiment] : []))
  return { runner, sent, tell, ready, finish, loads, state: () => state, closed: () => closed }
}

it('has rates with equal ratios, both ends among them', () => {
  expect(sweepRates(settings)).toEqual([0.1, 1, 10])
  expect(sweepRates({ ...settings, low: 0.001, high: 100, values: 6 })).toEqual([
    0.001, 0.01, 0.1, 1, 10, 100,
  ])
})

it('comes back from the link as it was written', () => {
  for (const one of [settings, sweepSettings({ view: {}, runs: [] })]) {
    const view = Object.fromEntries(
      Object.entries(sweepView(one, { runs: [] })).flatMap(([key, text]) =>
        text === null ? [] : [[key, text]],
      ),
    )
    expect(sweepSettings({ view, runs: [] })).toEqual(one)
  }
})

it('has the rules of a person among the runs, by their names', () => {
  const [one, other] = ['damping', 'softness'].map((key) =>
    ownRule('Squared', SQUARED.replaceAll('damping', key)),
  ) as [string, string]
  const runs = [one, 'sgd', other, one].map(defaultRun)
  const chosen = { ...settings, optimizers: ['alig', one, other] }
  const view = { strip: sweepView(chosen, { runs })['strip']! }
  expect(view.strip).toBe('alig,own:Squared,own:Squared 2')
  expect(sweepSettings({ view, runs }).optimizers).toEqual(chosen.optimizers)
  expect(sweepSettings({ view, runs: runs.slice(0, 2) }).optimizers).toEqual(['alig', one])
  expect(sweepSettings({ view: { strip: 'own:Squared' }, runs: [] }).optimizers).toContain('sgd')
  const made = trialExperiment(base, chosen, { values: { rate: 0.5 }, seed: 1 })
  expect(made.runs[1]).toEqual({ optimizer: one, hyper: { maxLr: 0.5, damping: 1, radius: null } })
})

it('trains the experiment of the page, with the values of each optimizer and the rate', () => {
  const made = trialExperiment(base, settings, { values: { rate: 10 }, seed: 1 })
  expect(made).toMatchObject({ examples: 10_000, steps: 200, seeds: 1, edits: [], view: {} })
  expect(made.runs.map(({ optimizer }) => optimizer)).toEqual(['alig', 'sgd'])
  expect(made.runs.map(({ hyper }) => [hyper['maxLr'], hyper['lr'], hyper['momentum']])).toEqual([
    [10, undefined, 0.5],
    [undefined, 10, 0.5],
  ])
})

it('goes through the rates by itself, and ends its worker', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  for (const _ of [1, 2, 3]) {
    strip.ready()
    expect(strip.sent.at(-1)).toEqual({ type: 'train' })
    strip.finish()
  }
  expect(strip.loads().map(({ runs }) => runs[1]!.hyper['lr'])).toEqual([0.1, 1, 10])
  expect(strip.state()).toMatchObject({ phase: 'done' })
  expect(strip.closed()).toBe(1)
  expect(strip.state().points).toHaveLength(6)
  expect(strip.state().points[3]).toEqual({
    ...{ optimizer: 'sgd', values: { rate: 1 }, seed: 1, divergedAt: null, backend: 'wasm' },
    ...{ trainLoss: 2, testLoss: 3, testAccuracy: 0.6 },
  })
  expect(sweepProgress(strip.state())).toBe(1)
})

it('keeps what diverged as a result', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  strip.ready()
  strip.finish([1])
  strip.ready()
  strip.finish([0, 1])
  const { points } = strip.state()
  expect(points.map(({ divergedAt, trainLoss }) => [divergedAt, trainLoss])).toEqual([
    [null, 1],
    [7, null],
    [7, null],
    [7, null],
  ])
})

it('takes a last loss that is no number for divergence at the last step', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  strip.ready()
  strip.tell({
    type: 'evaluations',
    evaluations: [{ run: 0, step: 200, loss: NaN, accuracy: 0.1 }],
  })
  strip.tell({
    type: 'trainingEvaluation',
    evaluation: { run: 0, step: 200, loss: NaN, accuracy: 0 },
  })
  strip.tell({ type: 'diverged', run: 1, step: 3, sentence: '' })
  strip.tell({ type: 'paused', step: 200, reason: 'limit' })
  expect(strip.state().points[0]).toMatchObject({ divergedAt: 200, trainLoss: null })
})

it('waits while it is paused, also where a rate ends or the next one is being prepared', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  strip.runner.pause()
  strip.ready()
  expect(strip.sent.at(-1)).toEqual({ type: 'pause' })
  strip.runner.resume()
  expect(strip.sent.at(-1)).toEqual({ type: 'train' })
  strip.runner.pause()
  strip.finish()
  expect(strip.state()).toMatchObject({ phase: 'paused', at: 1 })
  strip.ready()
  expect(strip.sent.at(-1)).toMatchObject({ type: 'load' })
  strip.runner.resume()
  expect(strip.sent.at(-1)).toEqual({ type: 'train' })
})

it('goes on with the rates that are missing after a stop, and starts over with other settings', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  strip.ready()
  strip.finish()
  strip.runner.stop()
  strip.runner.start(base, settings)
  expect(strip.state()).toMatchObject({ at: 1 })
  expect(strip.state().points).toHaveLength(2)
  strip.runner.stop()
  strip.runner.start(base, { ...settings, epochs: 1 })
  expect(strip.state()).toMatchObject({ at: 0, points: [] })
})

it('says what went wrong, and keeps the numbers', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  strip.ready()
  strip.finish()
  strip.tell({ type: 'failed', sentence: 'The device is gone.', detail: '' })
  expect(strip.state()).toMatchObject({ phase: 'failed', problem: 'The device is gone.', at: 1 })
  expect(strip.state().points).toHaveLength(2)
})

const repeated = { ...base, experiment: { ...base.experiment, seed: 5, seeds: 2 } }

/** Trains so many trials to their end. */
function train(strip: ReturnType<typeof openSweep>, trials: number) {
  for (let trial = 0; trial < trials; trial++) {
    strip.ready()
    strip.finish()
  }
}

it('goes through all rates with one seed, then with the next', () => {
  const strip = openSweep()
  strip.runner.start(repeated, settings)
  train(strip, 5)
  expect(sweepProgress(strip.state())).toBeCloseTo(5 / 6)
  train(strip, 1)
  expect(
    strip.loads().map(({ seed, seeds, runs }) => [seed, seeds, runs[0]!.hyper['maxLr']]),
  ).toEqual([5, 6].flatMap((seed) => [0.1, 1, 10].map((rate) => [seed, 1, rate])))
  expect(strip.state()).toMatchObject({ phase: 'done', at: 6 })
  expect(strip.state().points.map(({ seed }) => seed)).toEqual([
    ...Array(6).fill(5),
    ...Array(6).fill(6),
  ])
})

it('goes on with more seeds where one is done, and shows one of several', () => {
  const strip = openSweep()
  strip.runner.start({ ...base, experiment: { ...repeated.experiment, seeds: 1 } }, settings)
  train(strip, 3)
  expect(strip.state().phase).toBe('done')
  strip.runner.show(repeated, settings)
  expect(strip.state()).toMatchObject({ phase: 'idle', at: 3 })
  strip.runner.start(repeated, settings)
  expect(strip.loads().at(-1)).toMatchObject({ seed: 6 })
  train(strip, 3)
  strip.runner.show({ ...base, experiment: { ...repeated.experiment, seeds: 1 } }, settings)
  expect(strip.state().points).toHaveLength(6)
  strip.runner.show(repeated, settings)
  expect(strip.state()).toMatchObject({ phase: 'done', at: 6 })
})

it('has what is done after a reload, and trains the rest', () => {
  const place = createPlace()
  const first = openSweep(place)
  first.runner.start(base, settings)
  train(first, 2)
  first.ready()
  const second = openSweep(place)
  second.runner.show(base, { ...settings, epochs: 7 })
  expect(second.state()).toBe(NO_SWEEP)
  second.runner.show(base, settings)
  expect(second.state()).toMatchObject({ phase: 'idle', at: 2 })
  expect(second.state().points).toEqual(first.state().points)
  second.runner.start(base, settings)
  train(second, 1)
  expect(second.loads().map(({ runs }) => runs[0]!.hyper['maxLr'])).toEqual([10])
  expect(second.state()).toMatchObject({ phase: 'done' })
})

it('leaves what is in training alone when other settings are looked at', () => {
  const place = createPlace()
  const other = { ...settings, epochs: 1 }
  const strip = openSweep(place)
  strip.runner.start(base, other)
  train(strip, 1)
  strip.runner.stop()
  strip.runner.start(base, settings)
  strip.runner.show(base, other)
  expect(strip.state()).toMatchObject({ phase: 'loading', settings, at: 0 })
  strip.runner.stop()
  strip.runner.show(base, other)
  expect(strip.state()).toMatchObject({ phase: 'idle', settings: other, at: 1 })
})

it('starts over where everything is done', () => {
  const strip = openSweep()
  strip.runner.start(base, settings)
  train(strip, 3)
  strip.runner.start(base, settings)
  expect(strip.state()).toMatchObject({ phase: 'loading', at: 0, points: [] })
})

it('says where nothing could be kept, and passes over what is no strip', () => {
  const full = {
    getItem: () => '[{"key":1}]',
    setItem: () => {
      throw new Error('full')
    },
  }
  const strip = openSweep(full)
  strip.runner.start(base, settings)
  expect(strip.state()).toMatchObject({ at: 0, isKept: true })
  train(strip, 1)
  expect(strip.state()).toMatchObject({ at: 1, isKept: false })
})

it('keeps the latest strips only', () => {
  const place = createPlace()
  const archive = createSweepArchive(() => place)
  const strip = openSweep()
  strip.runner.start(base, settings)
  train(strip, 1)
  for (let i = 0; i < 9; i++) expect(archive.write(`strip ${i}`, strip.state().points)).toBe(true)
  expect(archive.read('strip 2')).toEqual([])
  expect(archive.read('strip 3')).toEqual(strip.state().points)
})

const mapBase = sweepBase(
  { ...page, examples: 500 },
  page.runs.map(({ hyper }) => hyper),
  { optimizers: ['alig'] },
)
const mapSettings: SweepSettings = {
  ...{ optimizers: ['alig'], low: 0.1, high: 10, values: 3, epochs: 1, seeds: 2, target: 0.55 },
  y: {
    ...{ key: 'noise', low: 0, high: 0.5, values: 2, scale: 'linear' },
    ...{ isWhole: false, ofRuns: false },
  },
}

/** As if all runs of what was loaded last had been trained to their end. */
function finishAll(strip: ReturnType<typeof openSweep>, lost: readonly number[] = []) {
  const { runs, noise } = strip.loads().at(-1)!
  for (const run of runs.keys()) {
    if (lost.includes(run)) {
      strip.tell({ type: 'diverged', run, step: 2, sentence: '' })
      continue
    }
    const at = { run, loss: 1 + noise }
    const tests = [0.1, 0.6, 0.5].map((accuracy, i) => ({ ...at, step: 2 * i, accuracy }))
    strip.tell({ type: 'evaluations', evaluations: tests })
    strip.tell({ type: 'trainingEvaluation', evaluation: { ...at, step: 5, accuracy: 0.5 } })
  }
  strip.tell({ type: 'paused', step: 5, reason: 'limit' })
}

it('trains the rates of a map side by side, row by row, and keeps each cell', () => {
  const strip = openSweep()
  strip.runner.start(mapBase, mapSettings)
  strip.ready()
  expect(strip.state().trials.map(({ values }) => values)).toEqual(
    [0.1, 10, 1].map((rate) => ({ rate, noise: 0 })),
  )
  finishAll(strip, [1])
  strip.ready()
  expect(strip.state()).toMatchObject({ at: 3, steps: 5 })
  expect(
    strip
      .state()
      .points.map(({ values, divergedAt, bests }) => [values['rate'], divergedAt, bests]),
  ).toEqual([
    [
      0.1,
      null,
      [
        [0, 0.1],
        [2, 0.6],
      ],
    ],
    [10, 2, []],
    [
      1,
      null,
      [
        [0, 0.1],
        [2, 0.6],
      ],
    ],
  ])
  expect(strip.state().taken.trials).toBe(3)
  expect(strip.loads().at(-1)).toMatchObject({ noise: 0.5, seed: 1, seeds: 1, steps: 5, eval: 1 })
})

it('goes on with a map after a reload, and says the same in the end', () => {
  const [place, other] = [createPlace(), createPlace()]
  const first = openSweep(place)
  first.runner.start(mapBase, mapSettings)
  first.ready()
  finishAll(first)
  first.ready()
  const second = openSweep(place)
  second.runner.show(mapBase, { ...mapSettings, target: undefined })
  expect(second.state()).toBe(NO_SWEEP)
  second.runner.show(mapBase, mapSettings)
  expect(second.state()).toMatchObject({ phase: 'idle', at: 3 })
  second.runner.start(mapBase, mapSettings)
  const whole = openSweep(other)
  whole.runner.start(mapBase, mapSettings)
  for (const strip of [second, whole])
    while (strip.state().phase !== 'done') {
      strip.ready()
      finishAll(strip)
    }
  expect(second.loads()).toHaveLength(3)
  expect(second.state().points).toEqual(whole.state().points)
  expect(second.state()).toMatchObject({ at: 12, isKept: true })
  // Strips over the rate stay as earlier versions of the page read them, apart from maps.
  const strip = openSweep(place)
  strip.runner.start(base, settings)
  train(strip, 1)
  const [kept] = JSON.parse(place.items.get('alig-playground.strips')!)
  expect(kept.points[0]).toEqual({
    ...{ optimizer: 'alig', rate: 0.1, seed: 1, trainLoss: 1, testLoss: 2, testAccuracy: 0.5 },
    ...{ divergedAt: null, backend: 'wasm' },
  })
  second.runner.show(mapBase, mapSettings)
  expect(second.state().points).toHaveLength(12)
})
