/** The database keeps no more of a long training than the page does. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { experimentJson } from '../export/json'
import { BUCKET_PARTS } from '../series/buckets'
import { MAX_ROWS, type RunSeries, SeriesStore } from '../series/series'
import { ExperimentDatabase } from './database'
import { deserialize, type RestoredExperiment } from './deserialize'
import { createPage } from './page.fixture'
import type { SavedChunk } from './records'

const THREE_RUNS = 'v=1&model=softmax&run=alig&run=sgd&run=adam'

/** A row: a float32 for each column, and its time. */
const ROW_BYTES = METRIC_COLUMNS.length * 4 + 8
/** 4,096 buckets of one run: three values of each column, and the time. */
const SUMMARY_BYTES = 4096 * (METRIC_COLUMNS.length * 3 * 4 + 8)

beforeEach(() => {
  indexedDB = new IDBFactory()
})

type Page = ReturnType<typeof createPage>['page']

const arraysOf = ({ blocks, summaries = [] }: SavedChunk) => [
  ...blocks.flatMap(({ values, seconds }) => [values, seconds]),
  ...summaries.flatMap(({ seconds, columns }) => [
    seconds,
    ...columns.flatMap(({ min, max, last }) => [min, max, last]),
  ]),
]

const bytesOf = (chunks: readonly SavedChunk[]) =>
  chunks.flatMap(arraysOf).reduce((sum, { byteLength }) => sum + byteLength, 0)

/** Without the place of the run, which changes when another one is removed. */
const evaluationsOf = ({ evaluations }: RunSeries) =>
  evaluations.map(({ step, loss, accuracy }) => [step, loss, accuracy])

function expectSameSeries(kept: RunSeries, mine: RunSeries) {
  expect([kept.firstStep, kept.endStep]).toEqual([mine.firstStep, mine.endStep])
  expect(evaluationsOf(kept)).toEqual(evaluationsOf(mine))
  expect(kept.seconds).toEqual(mine.seconds)
  for (const column of METRIC_COLUMNS) expect(kept.values(column)).toEqual(mine.values(column))
  expect(kept.folded === null).toBe(mine.folded === null)
  if (!kept.folded || !mine.folded) return
  const facts = ({ firstStep, endStep, size }: NonNullable<RunSeries['folded']>) =>
    [firstStep, endStep, size] as const
  expect(facts(kept.folded)).toEqual(facts(mine.folded))
  expect(kept.folded.seconds).toEqual(mine.folded.seconds)
  for (const column of METRIC_COLUMNS)
    for (const part of BUCKET_PARTS)
      expect(kept.folded.values(column, part)).toEqual(mine.folded.values(column, part))
}

const expectSame = ({ series }: RestoredExperiment, page: Page) =>
  page.state.runs.forEach(({ id }, run) => expectSameSeries(series[run]!, page.store.get(id)!))

function evaluate(page: Page) {
  page.state.runs.forEach(({ id }, run) =>
    page.store.addEvaluation(id, { run, step: page.state.step, loss: run, accuracy: 0.5 }),
  )
}

async function trainInPieces(page: Page, pieces: number, steps: number) {
  for (let piece = 0; piece < pieces; piece++) {
    page.train(steps)
    evaluate(page)
    await page.flush()
  }
}

it('has an upper bound at a million steps of three runs, and is what the page has', async () => {
  const database = new ExperimentDatabase()
  const { page, autosave } = createPage(database, THREE_RUNS)
  const PIECE = 10_000
  await trainInPieces(page, 100, PIECE)
  expect(page.state.step).toBe(1_000_000)
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

/** As much of a page as its JSON export needs. */
function jsonOf(page: Page, series: SeriesStore): string {
  return experimentJson({
    experiment: page.state.experiment,
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
      evaluate(one)
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
  const step = page.state.step
  page.patch({ runs: state.runs, experiment: state.experiment, step: series.endStep })
  const one = createPage(database, 'v=1&model=softmax&run=alig')
  one.page.store.restore([[one.page.state.runs[0]!.id, series]])
  one.page.patch({ step: series.endStep })
  one.page.train(step - series.endStep)
  page.patch({ step })
  await page.flush()
  const restored = deserialize((await database.read(autosave.idOf(page.state)!))!)
  expect(restored).toMatchObject({ step, firstStep: 0, isCut: false })
  expectSame(restored, page)
})
