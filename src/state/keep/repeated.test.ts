import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { initialState } from '../initialState'
import type { PlaygroundState } from '../playground'
import { takeOf } from '../repeat/seeds'
import { SeriesStore } from '../series'
import { ExperimentDatabase } from './database'
import { Keeper } from './keeper'
import { readDescription } from './records'
import { isAtEnd, reviveTakes, wholeOf } from './repeated'

const LINK = 'v=1&model=softmax&steps=4&seed=7&seeds=3&run=alig&run=sgd'
const { experiment } = decodeLink(LINK)

beforeEach(() => {
  indexedDB = new IDBFactory()
})

/** A page that trains seed after seed, without a worker. */
function createPage(database: ExperimentDatabase) {
  const start = initialState(experiment, [])
  const store = new SeriesStore()
  let state = {
    ...start,
    loaded: experiment,
    runs: start.runs.map((status, run) => ({ ...status, workerRun: run })),
  } as unknown as PlaygroundState
  const keeper = new Keeper({
    write: (addition) => database.write(addition),
    seriesOf: (id) => store.get(id),
    snapshot: () => null,
    onWritten: (_, error) => expect(error).toBeUndefined(),
    now: () => 1000,
  })
  return {
    keeper,
    flush: () => keeper.flush(state),
    state: () => state,
    patch: (patch: Partial<PlaygroundState>) => (state = { ...state, ...patch }),
    /** Steps of value `seed` in every column; the database has them. */
    train: async (count: number) => {
      for (const [run, { id }] of state.runs.entries()) {
        const values = new Float32Array(count * METRIC_COLUMNS.length).fill(7 + state.takes.length)
        const block = { run, firstStep: state.step, values, seconds: new Float64Array(count) }
        store.append(id, block)
      }
      state = { ...state, step: state.step + count }
      await keeper.flush(state)
    },
    nextSeed: () => {
      state = { ...state, takes: [...state.takes, takeOf(state, store)], step: 0 }
      store.clear()
    },
  }
}

const latestOf = async (database: ExperimentDatabase, seed: number) =>
  (await database.list()).find((one) => one.experiment.seed === seed)!

it('finds the seeds before, in their order, and the page that they belong to', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(4)
  page.nextSeed()
  await page.train(4)
  page.nextSeed()
  await page.train(2)
  const description = await latestOf(database, 9)
  expect(description.experiment.seeds).toBe(1)
  const takes = (await reviveTakes(description, (id) => database.read(id)))!
  expect(takes.map(({ seed }) => seed)).toEqual([7, 8])
  takes.forEach(({ series, seed }) => {
    expect(series.map((one) => Array.from(one.values('loss')))).toEqual([
      Array(4).fill(seed),
      Array(4).fill(seed),
    ])
  })
  const whole = wholeOf(description)
  expect(whole.experiment).toEqual(experiment)
  expect(decodeLink(whole.link).experiment).toEqual(experiment)
})

it('leaves out a run that was removed in a later seed', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(4)
  page.nextSeed()
  const { runs, experiment: of } = page.state()
  page.patch({ runs: [runs[1]!], experiment: { ...of, runs: [of.runs[1]!] } })
  await page.train(1)
  const description = await latestOf(database, 8)
  expect(description.repeat!.before.map(({ keys }) => keys)).toEqual([[1]])
  const takes = await reviveTakes(description, (id) => database.read(id))
  expect(takes![0]!.series).toHaveLength(1)
})

it('begins anew where a seed is gone or was not finished', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(3)
  page.nextSeed()
  await page.train(1)
  const description = await latestOf(database, 8)
  expect(await reviveTakes(description, (id) => database.read(id))).toBeNull()
  expect(await reviveTakes(description, async () => null)).toBeNull()
})

it('says nothing of seeds where one was deleted by hand, or where there is only one', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(4)
  const first = await latestOf(database, 7)
  expect(first.repeat).toMatchObject({ seed: 7, seeds: 3, before: [] })
  page.keeper.forget(page.state())
  page.nextSeed()
  await page.train(1)
  expect((await latestOf(database, 8)).repeat).toBeNull()
  const { repeat: _, ...old } = first
  expect(readDescription(old)).toMatchObject({ repeat: null })
  const wrong = { seed: 7, seeds: 3, link: '', before: [{ id: 'a', keys: [1] }] }
  expect(readDescription({ ...first, repeat: wrong })).toBeNull()
})

it('knows the end of a training', () => {
  const diverged = { step: 2, sentence: '' }
  const endless = { ...experiment, steps: null }
  expect(isAtEnd({ experiment, diverged: [null, diverged] }, 3)).toBe(false)
  expect(isAtEnd({ experiment, diverged: [null, diverged] }, 4)).toBe(true)
  expect(isAtEnd({ experiment: endless, diverged: [null, null] }, 4)).toBe(false)
  expect(isAtEnd({ experiment: endless, diverged: [diverged, diverged] }, 2)).toBe(true)
})
