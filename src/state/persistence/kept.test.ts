/** What the page has is in the database, whatever becomes of the database. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { ExperimentDatabase } from './database'
import { deserialize } from './deserialize'
import { createPage } from './page.fixture'
import { restoreSeeds } from './savedSeeds'

const SEEDS = 'v=1&model=softmax&steps=4&seed=7&seeds=3&run=alig&run=sgd'
const FULL = new DOMException('full', 'QuotaExceededError')

beforeEach(() => {
  indexedDB = new IDBFactory()
})

type Page = ReturnType<typeof createPage>['page']

/** The record has every number of the page, from step 0 on. */
async function expectKept(database: ExperimentDatabase, page: Page, id: string | null) {
  const restored = deserialize((await database.read(id!))!)
  expect(restored).toMatchObject({ step: page.step, firstStep: 0, isCut: false })
  page.state.runs.forEach((run, index) => {
    const mine = page.store.get(run.id)!
    const kept = restored.series[index]!
    for (const column of METRIC_COLUMNS) expect(kept.values(column)).toEqual(mine.values(column))
    expect(kept.seconds).toEqual(mine.seconds)
    expect(kept.evaluations).toEqual(mine.evaluations)
  })
}

function trainSome(page: Page, count = 3) {
  page.train(count)
  page.evaluate()
}

async function begun() {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database)
  trainSome(page)
  await page.flush()
  const id = autosave.idOf(page.state)!
  return { database, page, autosave, id }
}

describe('a record that is deleted while it is trained', () => {
  it.each([
    ['by another tab', (database: ExperimentDatabase, id: string) => database.remove(id)],
    ['with all others', () => new ExperimentDatabase().clear()],
    [
      'with the whole database',
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase('alig-playground')
          request.onsuccess = () => resolve()
          request.onerror = () => reject(request.error!)
        }),
    ],
  ])('is kept again with all numbers, %s', async (_, remove) => {
    const { database, page, autosave, id } = await begun()
    await remove(database, id)
    trainSome(page)
    await page.flush()
    trainSome(page)
    await page.flush()
    expect(autosave.idOf(page.state)).not.toBe(id)
    expect(await database.list()).toHaveLength(1)
    await expectKept(database, page, autosave.idOf(page.state))
    expect(page.lost).toEqual(['deleted, kept again'])
  })

  it('stays deleted while nothing is trained, which is said', async () => {
    const { database, page, autosave, id } = await begun()
    await database.remove(id)
    await autosave.check(page.state)
    await page.flush()
    expect([page.lost, await database.list()]).toEqual([['deleted'], []])
    expect(autosave.idOf(page.state)).toBeNull()
    trainSome(page, 1)
    await page.flush()
    await expectKept(database, page, autosave.idOf(page.state))
    expect(page.lost).toEqual(['deleted', 'deleted, kept again'])
  })

  it('stays deleted where that was done on this page, until it is trained on', async () => {
    const { database, page, autosave, id } = await begun()
    autosave.forget(page.state, id)
    await database.remove(id)
    await page.flush()
    expect([autosave.idOf(page.state), await database.list()]).toEqual([null, []])
    trainSome(page, 1)
    await page.flush()
    await expectKept(database, page, autosave.idOf(page.state))
    expect(page.lost).toEqual(['deleted here, kept again'])
  })

  it('is found to be there where it is', async () => {
    const { database, page, autosave, id } = await begun()
    await autosave.check(page.state)
    expect([page.lost, autosave.idOf(page.state)]).toEqual([[], id])
    await expectKept(database, page, id)
  })

  it('is kept again together with the seeds before it', async () => {
    const database = new ExperimentDatabase()
    const { page, autosave } = createPage(database, SEEDS)
    for (const isLast of [false, false, true]) {
      trainSome(page, isLast ? 2 : 4)
      await page.flush()
      if (!isLast) page.nextSeed()
    }
    await database.clear()
    trainSome(page, 1)
    await page.flush()
    expect(page.lost).toEqual(['deleted, kept again'])
    const description = (await database.describe(autosave.idOf(page.state)!))!
    await expectKept(database, page, description.id)
    const seeds = await restoreSeeds(description, (id) => database.read(id))
    expect(seeds?.map(({ seed }) => seed)).toEqual([7, 8])
    expect(seeds?.map(({ series }) => series.map(({ endStep }) => endStep))).toEqual([
      [4, 4],
      [4, 4],
    ])
  })

  it('does not refer to a seed that is gone', async () => {
    const database = new ExperimentDatabase()
    const { page, autosave } = createPage(database, SEEDS)
    trainSome(page, 4)
    await page.flush()
    const first = autosave.idOf(page.state)!
    page.nextSeed()
    trainSome(page, 1)
    await page.flush()
    const id = autosave.idOf(page.state)!
    expect((await database.describe(id))?.repeat?.before).toMatchObject([{ id: first }])
    await database.remove(first)
    trainSome(page, 1)
    await page.flush()
    expect((await database.describe(id))?.repeat).toBeNull()
    await expectKept(database, page, id)
  })
})

describe('two pages with one record', () => {
  it('are told apart: each has all its numbers in a record of its own', async () => {
    const { database, page, autosave, id } = await begun()
    const other = createPage(database)
    other.page.take((await database.read(id))!)
    trainSome(page)
    await page.flush()
    trainSome(other.page, 2)
    await other.page.flush()
    trainSome(page)
    await page.flush()
    trainSome(other.page, 2)
    await other.page.flush()
    const otherId = other.autosave.idOf(other.page.state)
    expect([autosave.idOf(page.state), otherId]).toEqual([id, expect.not.stringMatching(id)])
    await expectKept(database, page, id)
    await expectKept(database, other.page, otherId)
    expect([page.lost, other.page.lost]).toEqual([[], ['elsewhere, kept again']])
  })

  it('are two records where one of them is known to be a copy, once that is trained on', async () => {
    const { database, page, id } = await begun()
    const other = createPage(database)
    other.page.take((await database.read(id))!, true)
    await other.page.flush()
    expect(await database.list()).toHaveLength(1)
    trainSome(other.page)
    await other.page.flush()
    trainSome(page)
    await page.flush()
    await expectKept(database, page, id)
    await expectKept(database, other.page, other.autosave.idOf(other.page.state))
    expect([page.lost, other.page.lost]).toEqual([[], []])
  })

  it('leave alone a name that was given elsewhere', async () => {
    const { database, page, id } = await begun()
    await new ExperimentDatabase().rename(id, 'Mine')
    trainSome(page)
    await page.flush()
    expect((await database.describe(id))?.name).toBe('Mine')
  })
})

describe('a storage that is full', () => {
  it('is said once for each write that is tried, and rarely tried', async () => {
    const { page, autosave } = await begun()
    page.refusal = FULL
    for (let i = 0; i < 5; i++) {
      trainSome(page)
      await page.flush()
    }
    expect(page.written.slice(1)).toEqual([null])
    expect(autosave.isWaiting).toBe(true)
  })

  it('claims nothing meanwhile, and has everything once there is room', async () => {
    const { database, page, autosave, id } = await begun()
    page.refusal = FULL
    trainSome(page)
    await page.flush()
    trainSome(page)
    await page.flush()
    const before = (await database.read(id))!
    expect([before.description.step, deserialize(before).step]).toEqual([3, 3])
    page.refusal = null
    await page.flush()
    expect((await database.describe(id))?.step).toBe(3)
    page.now += 10_000
    await page.flush()
    await expectKept(database, page, id)
    expect(autosave.isWaiting).toBe(false)
  })

  it('is tried again at once where something was deleted', async () => {
    const { database, page, autosave, id } = await begun()
    page.refusal = FULL
    trainSome(page)
    await page.flush()
    page.refusal = null
    await autosave.retry(page.state)
    await expectKept(database, page, id)
  })

  it('keeps the experiment of the page again where all were deleted to make room', async () => {
    const { database, page, autosave } = await begun()
    page.refusal = FULL
    trainSome(page)
    await page.flush()
    page.refusal = null
    autosave.forget(page.state)
    await database.clear()
    await autosave.retry(page.state)
    await expectKept(database, page, autosave.idOf(page.state))
  })

  it('loses no experiment that was reset meanwhile, nor a seed', async () => {
    const database = new ExperimentDatabase()
    const { page, autosave } = createPage(database, SEEDS)
    page.refusal = FULL
    trainSome(page, 4)
    await page.flush()
    page.nextSeed()
    trainSome(page, 2)
    await page.flush()
    page.reset()
    trainSome(page, 1)
    await page.flush()
    expect(await database.list()).toEqual([])
    page.refusal = null
    await autosave.retry(page.state)
    const list = await database.list()
    expect(list.map(({ step, experiment }) => [experiment.seed, step]).sort()).toEqual([
      [7, 1],
      [7, 4],
      [8, 2],
    ])
    const second = list.find(({ step }) => step === 2)!
    const seeds = await restoreSeeds(second, (id) => database.read(id))
    expect(seeds?.map(({ seed }) => seed)).toEqual([7])
  })

  it('knows a write that had been done and is tried once more', async () => {
    const { database, page, id } = await begun()
    const write = database.write.bind(database)
    database.write = async (addition) => {
      await write(addition)
      return write(addition)
    }
    trainSome(page)
    await page.flush()
    expect(page.lost).toEqual([])
    await expectKept(database, page, id)
  })

  it('writes nothing of a write that fails in the middle', async () => {
    const { database, page, autosave, id } = await begun()
    const { add } = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = () => {
      throw FULL
    }
    try {
      trainSome(page)
      await page.flush()
    } finally {
      IDBObjectStore.prototype.add = add
    }
    expect((await database.describe(id))?.step).toBe(3)
    expect(page.written.at(-1)).toBeNull()
    await autosave.retry(page.state)
    await expectKept(database, page, id)
  })
})

describe('a page that is left', () => {
  it('loses nothing where a write under way does not come to its end', async () => {
    const { database, page, id } = await begun()
    trainSome(page)
    const { write } = database
    database.write = () => new Promise(() => undefined)
    void page.flush()
    trainSome(page)
    void page.flushLast()
    await expect.poll(async () => (await database.describe(id))?.step).toBe(9)
    await expectKept(database, page, id)
    database.write = write
  })

  it('has each number once where both writes come to their end, and goes on', async () => {
    const { database, page, autosave, id } = await begun()
    trainSome(page)
    await Promise.all([page.flush(), page.flushLast()])
    await expectKept(database, page, id)
    trainSome(page)
    await Promise.all([page.flushLast(), page.flush()])
    trainSome(page)
    await page.flush()
    await expectKept(database, page, id)
    expect([autosave.idOf(page.state), page.lost]).toEqual([id, []])
    expect(page.written).not.toContain(null)
  })

  it('has its first numbers', async () => {
    const database = new ExperimentDatabase()
    await database.list()
    const { page, autosave } = createPage(database)
    trainSome(page)
    await page.flushLast()
    await expectKept(database, page, autosave.idOf(page.state))
  })

  it('keeps the name that was given last', async () => {
    const { database, page, autosave, id } = await begun()
    await new ExperimentDatabase().rename(id, 'Elsewhere')
    await autosave.check(page.state)
    trainSome(page)
    await page.flushLast()
    expect((await database.describe(id))?.name).toBe('Elsewhere')
    autosave.rename(page.state, id, 'Here')
    await database.rename(id, 'Here')
    trainSome(page)
    await page.flushLast()
    expect((await database.describe(id))?.name).toBe('Here')
  })

  it('makes no hole in a record that another page has written to', async () => {
    const { database, page, id } = await begun()
    const other = createPage(database)
    other.page.take((await database.read(id))!)
    trainSome(other.page, 2)
    await other.page.flush()
    trainSome(page)
    await page.flushLast()
    await expectKept(database, other.page, id)
  })

  it('makes no record without its beginning where the database was deleted', async () => {
    const { database, page } = await begun()
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('alig-playground').onsuccess = resolve
    })
    trainSome(page)
    await page.flushLast()
    expect(await database.list()).toEqual([])
  })
})
