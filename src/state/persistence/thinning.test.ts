/** The database keeps no more of a long training than the page does. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { shownExperiment } from '../experiment/runList'
import { experimentJson } from '../export/json'
import { SeriesStore } from '../series/series'
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

type Page = ReturnType<typeof createPage>['page']

beforeEach(() => {
  indexedDB = new IDBFactory()
})

/** As much of a page as its JSON export needs. */
function jsonOf(page: Page, series: SeriesStore): string {
  return experimentJson({
    experiment: shownExperiment(page.state),
    runs: page.state.runs,
    series,
    ...{ stepsPerEpoch: 100, appliedEdits: [], hashes: null, statistics: null, backend: null },
    versions: {},
  })
}

it('goes on after a reload as if there had been none, with the same exports', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS, 1200)
  await trainInPieces(page, 20, 70)
  const id = autosave.idOf(page.state)!
  const reloaded = createPage(database, THREE_RUNS, 1200)
  reloaded.page.take((await database.read(id))!)
  expect(reloaded.page.store.foldedBefore).toBe(page.store.foldedBefore)
  expect(page.store.foldedBefore).toBeGreaterThan(0)
  for (const one of [page, reloaded.page]) {
    for (let piece = 0; piece < 20; piece++) {
      one.train(70)
      one.evaluate()
      if (one === reloaded.page) await one.flush()
    }
  }
  expect(reloaded.page.lost).toEqual([])
  const restored = deserialize((await database.read(id))!)
  expectSame(restored, page)
  const store = new SeriesStore()
  store.restore(page.state.runs.map((run, i) => [run.id, restored.series[i]!] as const))
  const json = jsonOf(page, store)
  expect(json).toBe(jsonOf(page, page.store))
  expect(json).toContain('Only the last rows are kept whole')
})

it('is whole where rows were folded before they were written', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS, 1200)
  page.train(50)
  await page.flush()
  for (let piece = 0; piece < 20; piece++) page.train(70)
  await page.flush()
  expectSame(deserialize((await database.read(autosave.idOf(page.state)!))!), page)
})

it('thins a record of a page that did not, which has rows where the summaries belong', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS)
  await trainInPieces(page, 20, 70)
  const { description, chunks } = (await database.read(autosave.idOf(page.state)!))!
  await database.clear()
  const { revision: _, foldedBefore: __, ...old } = description
  await database.write({
    description: { ...old, revision: '', foldedBefore: 0 },
    expects: null,
    chunks: chunks.map((chunk, sequence) => ({ ...chunk, sequence })),
  })
  const reloaded = createPage(database, THREE_RUNS, 1200)
  reloaded.page.take((await database.read(description.id))!)
  expect(reloaded.page.store.totalRows).toBeLessThanOrEqual(1200)
  await trainInPieces(reloaded.page, 3, 70)
  expect(reloaded.page.lost).toEqual([])
  const saved = (await database.read(description.id))!
  expectSame(deserialize(saved), reloaded.page)
  expect(bytesOf(saved.chunks)).toBeLessThan((1200 + 3 * 70) * ROW_BYTES + 3 * SUMMARY_BYTES)
})

it('has all of a run that was removed while rows were thinned, and came back', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS, 3000)
  await trainInPieces(page, 10, 70)
  const { state } = page
  const removed = state.runs[0]!
  const series = page.store.get(removed.id)!
  page.store.delete(removed.id)
  page.patch({
    runs: state.runs.slice(1),
    experiment: { ...state.experiment, runs: state.experiment.runs.slice(1) },
  })
  await trainInPieces(page, 30, 70)
  expect(page.store.foldedBefore).toBeGreaterThan(700)
  // Back, and at the step of the others: its steps since then are trained once more.
  page.store.restore([...page.store.entries(), [removed.id, series]])
  const step = page.step
  page.patch({ runs: state.runs, experiment: state.experiment })
  page.patchSession({ step: series.endStep })
  const one = createPage(database, 'v=1&model=softmax&run=alig')
  one.page.store.restore([[one.page.state.runs[0]!.id, series]])
  one.page.patchSession({ step: series.endStep })
  one.page.train(step - series.endStep)
  page.patchSession({ step })
  await page.flush()
  const restored = deserialize((await database.read(autosave.idOf(page.state)!))!)
  expect(restored).toMatchObject({ step, firstStep: 0, isCut: false })
  expectSame(restored, page)
})
