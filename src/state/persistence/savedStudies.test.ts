import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it } from 'vitest'
import { asRunId, type RunId } from '../../spec/runId'
import type { LandscapeReport, RateTestReport } from '../../worker/protocol'
import { ExperimentDatabase } from './database'
import { createPage } from './page.fixture'
import { readDescription } from './records'
import { describeStudies, NO_STUDIES, restoreStudies } from './savedStudies'

beforeEach(() => {
  indexedDB = new IDBFactory()
})

const rateTestOf = (run: RunId, done = 2): RateTestReport => ({
  ...{ run, step: 3, key: 'maxLr', current: 0.1, values: 2, steps: 20, heldExamples: 200 },
  before: { batch: 2.3, held: 2.4 },
  points: [0.1, 10].slice(0, done).map((rate) => ({
    rate,
    afterOne: rate < 1 ? 2 : Infinity,
    heldAfterOne: 2.1,
    afterAll: rate < 1 ? 1 : NaN,
    heldAfterAll: rate < 1 ? 1.1 : NaN,
  })),
})

const landscapeOf = (run: RunId, other: RunId, via: LandscapeReport['via']): LandscapeReport => ({
  ...{
    run,
    via,
    step: 3,
    low: { x: -1, y: -2 },
    size: 5,
    side: 2,
    done: 3,
    examples: 200,
    of: 500,
  },
  losses: Float32Array.of(1, 2, 3, NaN),
  paths: [run, other].map((one) => ({
    run: one,
    steps: [0, 3],
    places: [
      { x: 0, y: 0, off: 0 },
      { x: 1, y: 0, off: 0.5 },
    ],
  })),
  tangent: { loss: 1, x: -1, y: 0.5, gradNormSq: 4 },
})

async function pageWithStudies() {
  const database = new ExperimentDatabase()
  const { page } = createPage(database)
  page.train(3)
  const [first, second] = page.state.runs.map(({ id }) => id) as [RunId, RunId]
  const studies = {
    rateTest: rateTestOf(first),
    landscape: landscapeOf(second, first, { kind: 'run', run: first }),
  }
  page.patchSession(studies)
  await page.flush()
  const [description] = await database.list()
  return { database, page, studies, description: description!, first, second }
}

it('are kept with the training and come back under the ids that the runs have then', async () => {
  const { description, studies } = await pageWithStudies()
  const [first, second] = [asRunId(71), asRunId(72)]
  expect(restoreStudies(description.studies, description.keys, [first, second])).toEqual({
    rateTest: { ...studies.rateTest, run: first },
    landscape: landscapeOf(second, first, { kind: 'run', run: first }),
  })
})

it('are written when they have changed, and not once more', async () => {
  const { database, page, first } = await pageWithStudies()
  expect(page.written).toHaveLength(1)
  page.patchSession({ rateTest: { ...rateTestOf(first) } })
  await page.flush()
  expect(page.written).toHaveLength(1)
  page.patchSession({ rateTest: rateTestOf(first, 1) })
  await page.flush()
  expect(page.written).toHaveLength(2)
  const [description] = await database.list()
  expect(description!.studies.rateTest!.points).toHaveLength(1)
  // A page that has read them does not write them again.
  const later = createPage(database).page
  later.take((await database.read(description!.id))!)
  const ids = later.state.runs.map(({ id }) => id)
  later.patchSession(restoreStudies(description!.studies, description!.keys, ids))
  later.patch({ experiment: page.state.experiment })
  await later.flush()
  expect(later.written).toEqual([])
})

it('that cannot be read are left out, and nothing else is', async () => {
  const { description } = await pageWithStudies()
  const { studies, ...rest } = description
  const { rateTest, landscape } = studies
  const read = (changed: unknown) => readDescription({ ...rest, studies: changed })?.studies
  expect(readDescription(rest)?.studies).toEqual(NO_STUDIES)
  expect(read('something else')).toEqual(NO_STUDIES)
  expect(read(studies)).toEqual(studies)
  expect(read({ rateTest, landscape: { ...landscape, side: 3 } })).toEqual({
    rateTest,
    landscape: null,
  })
  expect(read({ rateTest: { ...rateTest, points: [{ rate: '1' }] }, landscape })).toEqual({
    rateTest: null,
    landscape,
  })
})

it('of a run that is gone are gone with it; a path alone is left out', () => {
  const [first, second, third] = [asRunId(1), asRunId(2), asRunId(3)]
  const landscape = landscapeOf(first, second, { kind: 'path', step: 2 })
  const kept = describeStudies({ rateTest: rateTestOf(second), landscape }, [first, third], Number)
  expect(kept.rateTest).toBeNull()
  expect(kept.landscape!.paths.map(({ run }) => run)).toEqual([1])
  const through = landscapeOf(first, third, { kind: 'run', run: second })
  expect(describeStudies({ rateTest: null, landscape: through }, [first, third], Number)).toEqual(
    NO_STUDIES,
  )
  const studies = describeStudies({ rateTest: rateTestOf(first), landscape }, [first], Number)
  expect(restoreStudies(studies, [8, 9], [first, third])).toEqual(NO_STUDIES)
})
