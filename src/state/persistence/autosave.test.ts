import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { asRunId, type RunId } from '../../spec/runId'
import type { SessionSnapshot } from '../../worker/protocol'
import { SeriesStore } from '../series/series'
import { ExperimentDatabase, type SavedWhole } from './database'
import { summaryOf, titleOf } from './describeSaved'
import { readChunk, readDescription, readSnapshot } from './records'
import { deserialize } from './deserialize'
import { createPage, LINK } from './page.fixture'
import { thumbnailOf } from './thumbnail'

type Page = ReturnType<typeof createPage>['page']

const PARAMETERS = 7850

beforeEach(() => {
  indexedDB = new IDBFactory()
})

const snapshotOf = (ids: readonly RunId[], step: number, size = PARAMETERS): SessionSnapshot => ({
  step,
  seconds: step / 10,
  runs: ids.map((run, place) => ({
    run,
    parameters: new Float32Array(size).fill(step + place),
    state: [new Float32Array(size).fill(-step)],
    values: {},
    skippedInARow: 0,
  })),
})

const snapshotAt = ({ state }: Page, step: number) =>
  snapshotOf(
    state.runs.map(({ id }) => id),
    step,
  )

async function only(database: ExperimentDatabase) {
  const [description, ...others] = await database.list()
  expect(others).toEqual([])
  return (await database.read(description!.id))!
}

describe('keeping and bringing back', () => {
  it('has all numbers, in chunks that are only added to', async () => {
    const database = new ExperimentDatabase()
    const { page } = createPage(database)
    await page.flush()
    expect(await database.list()).toEqual([])
    page.train(3)
    await page.flush()
    page.store.addEvaluation(page.state.runs[0]!.id, { step: 3, loss: 1, accuracy: 0.5 })
    page.train(2)
    page.snapshot = snapshotAt(page, 5)
    page.now += 60_000
    await page.flush()
    await page.flush()
    const saved = await only(database)
    expect(saved.chunks.map(({ blocks }) => blocks.map((block) => block.firstStep))).toEqual([
      [0, 0],
      [3, 3],
    ])
    const { series, step, snapshot } = deserialize(saved)
    expect(step).toBe(5)
    series.forEach((one, run) => {
      const mine = page.store.get(page.state.runs[run]!.id)!
      for (const column of METRIC_COLUMNS) expect(one.values(column)).toEqual(mine.values(column))
      expect(one.seconds).toEqual(mine.seconds)
    })
    expect(series[0]!.evaluations).toEqual([{ step: 3, loss: 1, accuracy: 0.5 }])
    expect(snapshot?.step).toBe(5)
    expect(snapshot?.runs[1]!.parameters[0]).toBe(6)
    // The edit of step 2 is in force, at the weights of step 5.
    expect(snapshot?.runs[1]!.values['lr']).toBe(0.25)
  })

  it('replaces the snapshot, a large one more rarely', async () => {
    const database = new ExperimentDatabase()
    const { page } = createPage(database)
    page.train(4)
    page.snapshot = snapshotAt(page, 2)
    await page.flush()
    page.snapshot = snapshotAt(page, 4)
    page.now += 10
    await page.flush()
    expect((await only(database)).snapshot?.step).toBe(2)
    page.now += 1000
    await page.flush()
    expect((await only(database)).snapshot?.step).toBe(4)
  })

  it('goes on in the same entry after a reload', async () => {
    const database = new ExperimentDatabase()
    const first = createPage(database)
    first.page.train(3)
    await first.page.flush()
    const saved = await only(database)
    const second = createPage(database)
    second.page.take(saved)
    await second.page.flush()
    expect(second.page.written).toEqual([])
    second.page.train(4)
    await second.page.flush()
    const again = await only(database)
    expect(again.description.id).toBe(saved.description.id)
    expect(deserialize(again).series.map(({ endStep }) => endStep)).toEqual([7, 7])
  })

  it('makes another entry after a Reset, and finds the old one again after an undo', async () => {
    const database = new ExperimentDatabase()
    const { page, autosave } = createPage(database)
    page.train(3)
    await page.flush()
    const id = autosave.idOf(page.state)
    const before = page.store.entries()
    page.store.clear()
    page.patchSession({ step: 0 })
    page.train(1)
    await page.flush()
    expect(await database.list()).toHaveLength(2)
    page.store.restore(before)
    page.patchSession({ step: 3 })
    expect(autosave.idOf(page.state)).toBe(id)
    page.train(2)
    await page.flush()
    expect(deserialize((await database.read(id!))!).step).toBe(5)
  })

  it('leaves out a run that was removed, and its edits', async () => {
    const database = new ExperimentDatabase()
    const { page } = createPage(database)
    page.train(3)
    await page.flush()
    const { experiment, runs } = page.state
    page.patch({
      experiment: { ...experiment, runs: [experiment.runs[1]!] },
      runs: [runs[1]!],
    })
    const ofSgd = { run: runs[1]!.id, key: 'lr', scheduled: true }
    const ofAlig = { run: runs[0]!.id, key: 'maxLr', scheduled: false }
    page.patchSession({
      appliedEdits: [
        { ...ofAlig, step: 1, value: 0.5, previous: 0.2 },
        { ...ofSgd, step: 2, value: 0.25, previous: 0.5 },
      ],
    })
    page.store.delete(runs[0]!.id)
    page.patchSession({ step: 4 })
    page.store.append(runs[1]!.id, {
      firstStep: 3,
      ...tableOf([['loss', [0]]]),
      seconds: Float64Array.of(3),
    })
    await page.flush()
    const saved = await only(database)
    expect(saved.description.experiment.runs.map(({ optimizer }) => optimizer)).toEqual(['sgd'])
    expect(deserialize(saved).series.map(({ endStep }) => endStep)).toEqual([4])
    expect(saved.description.edits).toMatchObject([{ run: 0, key: 'lr' }])
  })
})

describe('the database', () => {
  it('renames, removes and clears', async () => {
    const database = new ExperimentDatabase()
    for (const link of [LINK, 'v=1&run=adam']) {
      const { page } = createPage(database, link)
      page.train(1)
      await page.flush()
    }
    const [one, two] = await database.list()
    await database.rename(one!.id, 'Mine')
    expect((await database.describe(one!.id))?.name).toBe('Mine')
    await database.remove(one!.id)
    expect((await database.list()).map(({ id }) => id)).toEqual([two!.id])
    expect(await database.read(one!.id)).toBeNull()
    expect((await database.read(two!.id))?.chunks).toHaveLength(1)
    await database.clear()
    expect(await database.list()).toEqual([])
  })
})

describe('what is read back', () => {
  async function sample() {
    const database = new ExperimentDatabase()
    const { page } = createPage(database)
    page.train(3)
    page.snapshot = snapshotAt(page, 2)
    await page.flush()
    page.train(2)
    await page.flush()
    return only(database)
  }

  it('is refused where it is not what was written', async () => {
    const { description, chunks, snapshot } = await sample()
    expect(readDescription(description)).toEqual(description)
    expect(readDescription({ ...description, experiment: { runs: [] } })).toBeNull()
    expect(readDescription({ ...description, keys: [0] })).toBeNull()
    expect(readDescription({ ...description, keys: [1, 1] })).toBeNull()
    expect(readDescription(null)).toBeNull()
    const chunk = chunks[0]!
    const { layout } = description
    expect(readChunk(chunk, layout)).toEqual(chunk)
    const [block] = chunk.blocks
    for (const changes of [
      { values: [1, 2] },
      { seconds: new Float64Array() },
      { columns: block!.columns.slice(1) },
      { columns: block!.columns.map(() => 'loss') },
    ])
      expect(readChunk({ ...chunk, blocks: [{ ...block, ...changes }] }, layout)).toBeNull()
    expect(readSnapshot({ ...snapshot, step: -1 })).toBeNull()
  })

  const afterHole = ({ chunks }: SavedWhole) =>
    chunks[1]!.blocks.map((block) => ({ ...block, firstStep: block.firstStep + 1 }))

  it('leaves out numbers behind a hole, and a snapshot of other sizes', async () => {
    const saved = await sample()
    const holed = { ...saved, chunks: saved.chunks.slice(1) }
    expect(deserialize({ ...saved, chunks: [saved.chunks[0]!, saved.chunks[0]!] }).step).toBe(3)
    expect(deserialize(holed)).toMatchObject({ step: 5, firstStep: 3, isCut: false })
    const lacksMiddle = [saved.chunks[0]!, { ...saved.chunks[1]!, blocks: afterHole(saved) }]
    expect(deserialize({ ...saved, chunks: lacksMiddle })).toMatchObject({ step: 3, isCut: true })
    expect(deserialize({ ...saved, isCut: true })).toMatchObject({ isCut: true, firstStep: 0 })
    const small = snapshotOf([0, 1].map(asRunId), 2, 10)
    const runs = small.runs.map(({ run, ...rest }) => ({ ...rest, key: run }))
    const id = saved.description.id
    expect(deserialize({ ...saved, snapshot: { ...small, id, runs } }).snapshot).toBeNull()
    const ahead = { ...saved.snapshot!, step: 9 }
    expect(deserialize({ ...saved, snapshot: ahead }).snapshot).toBeNull()
  })

  it('is described in words', async () => {
    const { description } = await sample()
    expect(titleOf(description)).toBe('MNIST, Softmax regression')
    expect(titleOf({ ...description, name: 'Mine' })).toBe('Mine')
    expect(summaryOf(description)).toBe('ALI-G, SGD; 5 steps of 100 images, seed 1')
    expect(summaryOf({ ...description, name: 'Mine' })).toBe(
      'MNIST, Softmax regression: ALI-G, SGD; 5 steps of 100 images, seed 1',
    )
    expect(summaryOf({ ...description, foldedBefore: 1200 })).toBe(
      'ALI-G, SGD; 5 steps of 100 images, seed 1; steps before 1,200 are kept as summaries',
    )
    expect(description.thumbnail).toHaveLength(2)
  })
})

describe('thumbnailOf', () => {
  it('spreads over all rows and ends with the last', () => {
    const store = new SeriesStore()
    const losses = Float32Array.from({ length: 500 }, (_, i) => (i === 499 ? Infinity : i))
    const table = tableOf([['loss', losses]])
    store.append(asRunId(0), { firstStep: 0, ...table, seconds: new Float64Array(500) })
    const points = thumbnailOf(store.get(asRunId(0)))
    expect(points).toHaveLength(48)
    expect([points[0], points[24], points.at(-1)]).toEqual([0, 255, null])
    expect(thumbnailOf(undefined)).toEqual([])
  })
})
