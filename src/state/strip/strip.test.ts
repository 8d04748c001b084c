import { expect, it } from 'vitest'
import { defaultExperiment } from '../../experiment/defaults'
import type { ClientCommand } from '../../worker/client'
import type { WorkerEvent } from '../../worker/protocol'
import { stripBase, stripExperiment } from './experiment'
import { stripRates, stripSettings, stripView, type StripSettings } from './settings'
import { NO_STRIP, StripRunner, stripProgress, type StripState } from './strip'

const settings: StripSettings = {
  ...{ optimizers: ['alig', 'sgd'], low: 0.1, high: 10, values: 3, epochs: 2 },
}
const page = defaultExperiment()
const base = stripBase(
  page,
  page.runs.map(({ hyper }) => ({ ...hyper, momentum: 0.5 })),
  settings,
)

function openStrip() {
  let state: StripState = NO_STRIP
  const sent: ClientCommand[] = []
  let closed = 0
  const runner = new StripRunner({
    get: () => state,
    set: (patch) => (state = { ...state, ...patch }),
    send: (command) => void sent.push(command),
    close: () => closed++,
    baseUrl: () => 'http://localhost/',
  })
  const tell = (event: object) => runner.handle({ session: 1, ...event } as WorkerEvent)
  const ready = () => tell({ type: 'ready', backend: { name: 'wasm', reason: '' } })
  /** As if the rate had been trained to its end; `lost` runs diverged at step 7. */
  const finish = (lost: readonly number[] = []) => {
    for (const run of [0, 1]) {
      if (lost.includes(run)) {
        tell({ type: 'diverged', run, step: 7, sentence: '' })
        continue
      }
      const at = { run, step: 200, accuracy: 0.5 + 0.1 * run }
      tell({ type: 'evaluation', evaluation: { ...at, loss: 2 + run } })
      tell({ type: 'trainingEvaluation', evaluation: { ...at, loss: 1 + run } })
    }
    tell({ type: 'paused', step: 200, reason: lost.length === 2 ? 'all-diverged' : 'limit' })
  }
  const loads = () => sent.flatMap((one) => (one.type === 'load' ? [one.experiment] : []))
  return { runner, sent, tell, ready, finish, loads, state: () => state, closed: () => closed }
}

it('has rates with equal ratios, both ends among them', () => {
  expect(stripRates(settings)).toEqual([0.1, 1, 10])
  expect(stripRates({ ...settings, low: 0.001, high: 100, values: 6 })).toEqual([
    0.001, 0.01, 0.1, 1, 10, 100,
  ])
})

it('comes back from the link as it was written', () => {
  for (const one of [settings, stripSettings({ view: {} })]) {
    const view = Object.fromEntries(
      Object.entries(stripView(one)).flatMap(([key, text]) => (text === null ? [] : [[key, text]])),
    )
    expect(stripSettings({ view })).toEqual(one)
  }
})

it('trains the experiment of the page, with the values of each optimizer and the rate', () => {
  const made = stripExperiment(base, settings, 10)
  expect(made).toMatchObject({ examples: 10_000, steps: 200, seeds: 1, edits: [], view: {} })
  expect(made.runs.map(({ optimizer }) => optimizer)).toEqual(['alig', 'sgd'])
  expect(made.runs.map(({ hyper }) => [hyper['maxLr'], hyper['lr'], hyper['momentum']])).toEqual([
    [10, undefined, 0.5],
    [undefined, 10, 0.5],
  ])
})

it('goes through the rates by itself, and ends its worker', () => {
  const strip = openStrip()
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
    ...{ optimizer: 'sgd', rate: 1, divergedAt: null },
    ...{ trainLoss: 2, testLoss: 3, testAccuracy: 0.6 },
  })
  expect(stripProgress(strip.state())).toBe(1)
})

it('keeps what diverged as a result', () => {
  const strip = openStrip()
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
  const strip = openStrip()
  strip.runner.start(base, settings)
  strip.ready()
  strip.tell({ type: 'evaluation', evaluation: { run: 0, step: 200, loss: NaN, accuracy: 0.1 } })
  strip.tell({
    type: 'trainingEvaluation',
    evaluation: { run: 0, step: 200, loss: NaN, accuracy: 0 },
  })
  strip.tell({ type: 'diverged', run: 1, step: 3, sentence: '' })
  strip.tell({ type: 'paused', step: 200, reason: 'limit' })
  expect(strip.state().points[0]).toMatchObject({ divergedAt: 200, trainLoss: null })
})

it('waits while it is paused, also where a rate ends or the next one is being prepared', () => {
  const strip = openStrip()
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
  const strip = openStrip()
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
  const strip = openStrip()
  strip.runner.start(base, settings)
  strip.ready()
  strip.finish()
  strip.tell({ type: 'failed', sentence: 'The device is gone.', detail: '' })
  expect(strip.state()).toMatchObject({ phase: 'failed', problem: 'The device is gone.', at: 1 })
  expect(strip.state().points).toHaveLength(2)
})
