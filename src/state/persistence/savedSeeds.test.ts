import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { finishedSeedOf } from '../seeds/seeds'
import { newSession, type Session } from '../session/session'
import { SeriesStore } from '../series/series'
import { ExperimentDatabase } from './database'
import { Autosave } from './autosave'
import { readDescription } from './records'
import { isAtEnd, restoreSeeds, wholeOf } from './savedSeeds'

const LINK = 'v=1&model=softmax&steps=4&seed=7&seeds=3&run=alig&run=sgd'
const { experiment } = decodeLink(LINK)

beforeEach(() => {
  indexedDB = new IDBFactory()
})

/** A page that trains seed after seed, without a worker. */
function createPage(database: ExperimentDatabase) {
  const start = initialState(experiment, [])
  const store = new SeriesStore()
  const runIds = start.runs.map(({ id }) => id)
  let state = {
    ...start,
    session: newSession({ experiment, runIds }),
  } as PlaygroundState
  const patchSession = (patch: Partial<Session>) => {
    state = { ...state, session: { ...state.session, ...patch } }
  }
  const autosave = new Autosave({
    write: (addition) => database.write(addition),
    writeLast: (addition) => database.writeLast(addition),
    seriesOf: (id) => store.get(id),
    snapshot: () => null,
    onWritten: (_, error) => expect(error).toBeUndefined(),
    onLost: (loss) => expect(loss).toBe('deleted here'),
    now: () => 1000,
  })
  return {
    autosave,
    flush: () => autosave.flush(state),
    state: () => state,
    patch: (patch: Partial<PlaygroundState>) => (state = { ...state, ...patch }),
    /** Steps of value `seed` in every column; the database has them. */
    train: async (count: number) => {
      const { finishedSeeds, step } = state.session
      for (const { id } of state.runs) {
        const numbers = Array<number>(count).fill(7 + finishedSeeds.length)
        const table = tableOf(METRIC_COLUMNS.map((column) => [column, numbers]))
        store.append(id, { firstStep: step, ...table, seconds: new Float64Array(count) })
      }
      patchSession({ step: step + count })
      await autosave.flush(state)
    },
    nextSeed: () => {
      patchSession({
        finishedSeeds: [...state.session.finishedSeeds, finishedSeedOf(state, store)],
        step: 0,
      })
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
  const finishedSeeds = (await restoreSeeds(description, (id) => database.read(id)))!
  expect(finishedSeeds.map(({ seed }) => seed)).toEqual([7, 8])
  finishedSeeds.forEach(({ series, seed }) => {
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
  const finishedSeeds = await restoreSeeds(description, (id) => database.read(id))
  expect(finishedSeeds![0]!.series).toHaveLength(1)
})

it('starts over where a seed is gone or was not finished', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(3)
  page.nextSeed()
  await page.train(1)
  const description = await latestOf(database, 8)
  expect(await restoreSeeds(description, (id) => database.read(id))).toBeNull()
  expect(await restoreSeeds(description, async () => null)).toBeNull()
})

it('says nothing of seeds where one was deleted by hand, or where there is only one', async () => {
  const database = new ExperimentDatabase()
  const page = createPage(database)
  await page.train(4)
  const first = await latestOf(database, 7)
  expect(first.repeat).toMatchObject({ seed: 7, seeds: 3, before: [] })
  page.autosave.forget(page.state())
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
