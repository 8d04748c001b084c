import { beforeEach, expect, it, vi } from 'vitest'
import { metricsCsv } from '../export/csv'
import { METRICS_HEADER } from '../export/tables'
import type { RunId } from '../../spec/runId'
import { shownExperiment } from '../experiment/runList'
import { openPage, type TestPage } from '../testing/page'
import { allFinishedSeeds, trainedSeed, finishedSeedOf } from './seeds'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  return () => vi.unstubAllGlobals()
})

/** As if the worker had trained the seed to its last step, with this loss. */
const finish = (page: TestPage, loss: number) => page.train(0, 10, { value: loss, reason: 'limit' })

it('trains one seed after the other and keeps the numbers of each', () => {
  const page = openPage('steps=10&seed=7&seeds=3&run=alig&run=sgd')
  page.actions.train()
  finish(page, 1)
  expect(page.state()).toMatchObject({
    wantsTraining: true,
    session: { phase: 'loading', step: 0 },
  })
  expect(page.session().status).toBe('Loading, seed 2 of 3')
  page.ready()
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
  finish(page, 2)
  page.ready()
  finish(page, 3)
  expect(page.state()).toMatchObject({
    wantsTraining: false,
    session: { phase: 'paused', seedDone: true },
  })
  expect(page.session().status).toBe('Done: 10 steps with each of 3 seeds')
  expect(page.loads().map(({ experiment: { seed, seeds } }) => [seed, seeds])).toEqual([
    [7, 1],
    [8, 1],
    [9, 1],
  ])
  const finishedSeeds = allFinishedSeeds(page.state(), page.series)
  const { id } = page.state().runs[0]!
  expect(
    finishedSeeds.map(({ seed, series }) => [seed, series.get(id)!.values('loss')[0]]),
  ).toEqual([
    [7, 1],
    [8, 2],
    [9, 3],
  ])
  // The experiment and its link are still those of all seeds.
  expect(page.state().experiment).toMatchObject({ seed: 7, seeds: 3 })
  expect(trainedSeed(page.state())).toMatchObject({ seed: 9, seeds: 1 })
})

it('waits where it was paused at the end of a seed, and goes on with Train', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  page.actions.pause()
  finish(page, 1)
  expect(page.session()).toMatchObject({ phase: 'paused', step: 10, finishedSeeds: [] })
  expect(page.session().status).toBe('Paused at the end, seed 1 of 2')
  page.actions.train()
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
  page.tell({ type: 'paused', step: 10, reason: 'limit' })
  expect(page.session().finishedSeeds).toHaveLength(1)
})

it('goes on after a seed with which every run has diverged', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  const [id] = page.ids() as [RunId]
  page.actions.train()
  page.tell({ type: 'diverged', run: id, step: 4, sentence: 'It diverged.' })
  page.tell({ type: 'paused', step: 5, reason: 'all-diverged' })
  expect(page.session().diverged.get(id)).toBeUndefined()
  expect(page.session().finishedSeeds[0]!.diverged.get(id)).toMatchObject({ step: 4 })
})

it('leaves runs out of the next seed that were removed, and what was added until a reset', () => {
  const page = openPage('steps=10&seeds=3&run=alig&run=sgd&run=adam')
  const [alig, sgd, adam] = page.ids() as [RunId, RunId, RunId]
  page.actions.train()
  page.actions.removeRun(sgd)
  page.actions.addRun('sgd')
  finish(page, 1)
  expect(
    page
      .loads()
      .at(-1)!
      .experiment.runs.map(({ optimizer }) => optimizer),
  ).toEqual(['alig', 'adam'])
  expect(page.loads().at(-1)!.runIds).toEqual([alig, adam])
  const { runIds } = page.session()
  expect(page.ids().map((id) => runIds.indexOf(id))).toEqual([0, 1, -1])
})

it('keeps changes of a value for the next reset, so that all seeds train alike', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  finish(page, 1)
  page.actions.setHyper(page.ids()[0]!, 'maxLr', 5)
  expect(page.sent.some(({ type }) => type === 'edit')).toBe(false)
  expect(page.state()).toMatchObject({ needsReset: true })
  expect(page.state().experiment.runs[0]!.hyper['maxLr']).toBe(5)
  expect(page.session().experiment!.runs[0]!.hyper['maxLr']).toBe(0.2)
})

it('does not begin where no last step is set, and says why', () => {
  const page = openPage('seeds=2&run=alig')
  page.actions.train()
  expect(page.state().wantsTraining).toBe(false)
  expect(page.state().notices.at(-1)!.text).toContain('2 seeds')
})

it('takes a Reset in the middle of the seeds back', () => {
  const page = openPage('steps=10&seeds=3&run=alig')
  page.actions.train()
  finish(page, 1)
  page.ready()
  page.actions.reset()
  expect(page.session()).toMatchObject({ finishedSeeds: [], step: 0 })
  page.actions.undo()
  expect(page.session().finishedSeeds.map(({ seed }) => seed)).toEqual([1])
  expect(page.loads().at(-1)!.experiment).toMatchObject({ seed: 2, seeds: 1 })
})

it('writes the seed into the last column of the tables', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  finish(page, 1)
  page.ready()
  finish(page, 2)
  const state = page.state()
  const seeds = [...state.session.finishedSeeds, finishedSeedOf(state, page.series)]
  const rows = metricsCsv(shownExperiment(state), state.runs, page.series, 5, seeds)
    .trim()
    .split('\n')
  expect(rows[0]).toBe(`${METRICS_HEADER.join()},seed`)
  expect(rows).toHaveLength(21)
  expect(rows[1]).toMatch(/^0,alig,0,.*,1$/)
  expect(rows[20]).toMatch(/^0,alig,9,.*,2$/)
})

/** A picture of these runs whose every place is of one class. */
const regionsOf = (runs: readonly RunId[], of: number) =>
  ({
    type: 'regions',
    report: {
      ...{ step: of, side: 1, milliseconds: 1 },
      runs: runs.map((run) => ({ run, classes: Uint8Array.of(of), accuracy: 0.5 })),
    },
    points: {
      positions: Float32Array.of(of, of),
      ...{ labels: Uint8Array.of(0), clean: Uint8Array.of(0), extent: of },
    },
  }) as const

it('asks for the regions of the next seed where those of a seed were still awaited', () => {
  const page = openPage('data=spirals&steps=10&seeds=2&run=alig&run=sgd')
  const [alig, sgd] = page.ids() as [RunId, RunId]
  page.actions.train()
  page.actions.requestRegions()
  page.tell(regionsOf([alig, sgd], 1))
  page.actions.requestRegions()
  expect(page.session().regions).toMatchObject({ isAsked: true, step: 1, points: { extent: 1 } })
  finish(page, 1)
  page.ready()
  const before = page.sent.length
  page.actions.requestRegions()
  expect(page.sent.slice(before)).toEqual([{ type: 'regions' }])
  const { report, points } = regionsOf([alig], 2)
  page.tell({ type: 'regions', report, points })
  const { regions } = page.session()
  expect(regions).toMatchObject({ isAsked: false, step: 2 })
  expect(regions.points).toBe(points)
  expect([...regions.byRun.keys()]).toEqual([alig])
  expect(regions.byRun.get(alig)!.classes).toBe(report.runs[0]!.classes)
})
