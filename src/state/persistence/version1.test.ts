import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeDatabases } from '../../../e2e/version1/databases'
import { profile, profileFacts } from '../../../e2e/version1/fixtures'
import { asRunId } from '../../spec/runId'
import { evaluationsCsv, metricsCsv } from '../export/csv'
import { csvInColumnsOf } from '../../../e2e/version1/olderColumns'
import { recallUserData } from '../userData/userDataCache'
import { SeriesStore } from '../series/series'
import { ExperimentDatabase } from './database'
import { titleOf } from './describeSaved'
import { restoreSeeds, wholeOf } from './savedSeeds'
import { deserialize } from './deserialize'

const { saved, seeds } = profileFacts()
const database = () => new ExperimentDatabase()

beforeEach(async () => {
  indexedDB = new IDBFactory()
  await writeDatabases(profile().databases)
})

describe('what version 1 kept in a browser', () => {
  it('is listed, the latest first', async () => {
    const list = await database().list()
    expect(list.map(titleOf)).toEqual(saved.map(({ title }) => title))
    expect(list.map(({ link }) => link)).toEqual(saved.map(({ link }) => link))
  })

  it.each(saved.map((item, place) => ({ ...item, place })))(
    'has every number of $title, $summary',
    async ({ place, metrics, evaluations }) => {
      const { id } = (await database().list())[place]!
      const whole = (await database().read(id))!
      const { experiment, stepsPerEpoch, step } = whole.description
      const restored = deserialize(whole)
      expect(restored.step).toBe(step)
      const store = new SeriesStore()
      store.restore(restored.series.map((series, run) => [asRunId(run), series]))
      const runs = experiment.runs.map((_, run) => ({ id: asRunId(run) }))
      const older = `${metrics.join('\n')}\n`
      const table = metricsCsv(experiment, runs, store, stepsPerEpoch)
      expect(csvInColumnsOf(older, table)).toBe(older)
      expect(evaluationsCsv(runs, store)).toBe(`${evaluations.join('\n')}\n`)
    },
  )

  it('has the snapshot from which the experiment under way goes on', async () => {
    const [latest] = await database().list()
    const { snapshot } = deserialize((await database().read(latest!.id))!)
    expect(snapshot!.step).toBe(50)
    // Weights and, for each rule, its own memory.
    expect(
      snapshot!.runs.map(({ run, state }) => [run, state.map(({ length }) => length)]),
    ).toEqual([
      [0, [7850]],
      [1, [7850]],
      [2, [7850, 7850, 1, 1]],
    ])
    for (const { parameters } of snapshot!.runs) {
      expect(parameters).toHaveLength(7850)
      expect(parameters.some((weight) => weight !== 0)).toBe(true)
    }
    expect(snapshot!.runs.map(({ values }) => values['maxLr'] ?? values['lr'])).toEqual([
      0.05, 0.1, 0.001,
    ])
  })

  it('knows the change that was made by hand', async () => {
    const [latest] = await database().list()
    expect(latest!.edits).toEqual([
      { step: 20, run: 0, key: 'maxLr', value: 0.05, previous: 0.2, scheduled: false },
    ])
  })

  it('puts the seeds of a repetition together', async () => {
    const last = (await database().list()).find(({ repeat }) => repeat?.before.length === 1)!
    expect(wholeOf(last).link).toBe(seeds.link)
    const finishedSeeds = await restoreSeeds(last, (id) => database().read(id))
    expect(finishedSeeds!.map(({ seed }) => seed)).toEqual([1])
    expect(finishedSeeds![0]!.series.map(({ endStep }) => endStep)).toEqual([60, 60])
  })

  it("has a person's own data", async () => {
    const own = (await database().list()).find(({ experiment }) => experiment.data.id === 'own')!
    const found = await recallUserData(String(own.experiment.data.options['sha256']))
    expect(found!.summary).toMatchObject({
      trainCount: 60,
      testCount: 20,
      classNames: ['0', '1', '2'],
    })
    // A byte for each pixel and each label.
    expect(found!.packed.size).toBe((60 + 20) * (8 * 8 + 1))
  })
})
