import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { file, idx } from '../../data/userData/files.fixture'
import { packUserData, summarise } from '../../data/userData/pack'
import { readUserData } from '../../data/userData/readUserData'
import { cacheUserData, forgetUserData, keptUserData, recallUserData } from './userDataCache'

beforeEach(() => {
  indexedDB = new IDBFactory()
})

async function read() {
  const files = [
    file('set/train-images', idx([20, 2, 2])),
    file(
      'set/train-labels',
      idx(
        [20],
        Array.from({ length: 20 }, (_, i) => 1 + (i % 3)),
      ),
    ),
    file('set/test-images', idx([9, 2, 2])),
    file(
      'set/test-labels',
      idx(
        [9],
        Array.from({ length: 9 }, (_, i) => 1 + (i % 3)),
      ),
    ),
    file('set/README', 'words'),
  ]
  const data = await readUserData(files)
  return { summary: summarise(data, 'five files'), packed: packUserData(data) }
}

describe("a person's data in the browser", () => {
  it('come back with all that was understood of them', async () => {
    const one = await read()
    expect(one.summary.leftOut).toHaveLength(1)
    expect(one.summary.splits).toHaveLength(2)
    expect(one.summary.origin).toMatchObject({ firstLabel: 1 })
    await cacheUserData(one)
    expect((await recallUserData(one.summary.sha256))?.summary).toEqual(one.summary)
  })

  it('are counted, and forgotten when that is asked for', async () => {
    expect(await keptUserData()).toBe(0)
    const one = await read()
    await cacheUserData(one)
    // 29 images of 2 x 2 pixels with their labels.
    expect(await keptUserData()).toBe(29 * 5)
    await forgetUserData()
    expect(await keptUserData()).toBe(0)
    expect(await recallUserData(one.summary.sha256)).toBe(null)
  })

  it('come back where they were kept before that was noted', async () => {
    const { summary, packed } = await read()
    const { splits, leftOut, classCounts, origin, ...before } = summary
    await cacheUserData({ summary, packed })
    const database = await openDB('alig-playground-own', 1)
    await database.put('sets', { sha256: summary.sha256, at: 1, summary: before, packed })
    database.close()
    expect([splits.length, leftOut.length, classCounts?.train.length]).toEqual([2, 1, 3])
    expect(origin?.kind).toBe('idx')
    expect((await recallUserData(summary.sha256))?.summary).toEqual({
      ...before,
      ...{ splits: [], leftOut: [], classCounts: null, origin: null },
    })
  })

  it('are not there where others were kept', async () => {
    await cacheUserData(await read())
    expect(await recallUserData('0'.repeat(64))).toBeNull()
  })
})
