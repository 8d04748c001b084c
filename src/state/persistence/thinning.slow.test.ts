/** The database keeps no more of a long training than the page does. */
import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { MAX_ROWS } from '../series/series'
import { ExperimentDatabase } from './database'
import { deserialize } from './deserialize'
import { createPage } from './page.fixture'
import {
  bytesOf,
  expectSame,
  ROW_BYTES,
  SUMMARY_BYTES,
  THREE_RUNS,
  trainInPieces,
} from './thinning.fixture'

it('has an upper bound at a million steps of three runs, and is what the page has', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS)
  const PIECE = 10_000
  await trainInPieces(page, 100, PIECE)
  expect(page.step).toBe(1_000_000)
  const saved = (await database.read(autosave.idOf(page.state)!))!
  const bound = (MAX_ROWS + 3 * PIECE) * ROW_BYTES + 3 * SUMMARY_BYTES
  expect(bytesOf(saved.chunks)).toBeLessThanOrEqual(bound)
  expect(bound).toBeLessThan(14_000_000)
  expect(saved.chunks.length).toBeLessThan(150)
  const restored = deserialize(saved)
  expect(restored).toMatchObject({ step: 1_000_000, firstStep: 0, isCut: false })
  expectSame(restored, page)
  expect(saved.description.foldedBefore).toBe(page.store.foldedBefore)
  expect(saved.description.foldedBefore).toBeGreaterThan(900_000)
}, 120_000)
