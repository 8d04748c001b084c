import { beforeEach, expect, it, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { tableOf } from '../../spec/metricTable'
import type { ClientCommand } from '../../worker/client'
import { createActions } from '../store/actions'
import { metricsCsv } from '../export/csv'
import { METRICS_HEADER } from '../export/tables'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { Recovery } from '../session/recovery'
import { SeriesStore } from '../series/series'
import { createEventHandler } from '../session/sessionEvents'
import { allFinishedSeeds, trainedSeed, finishedSeedOf } from './seeds'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  return () => vi.unstubAllGlobals()
})

/** The page's state with a worker that is only written to. */
function openPage(link: string) {
  const { experiment, notices } = decodeLink(link)
  let state: PlaygroundState
  const sent: ClientCommand[] = []
  const series = new SeriesStore()
  const context = {
    get: () => state,
    set: (patch: Partial<PlaygroundState>) => {
      state = { ...state, ...patch }
    },
    client: { send: (command: ClientCommand) => void sent.push(command) },
    series,
    recovery: new Recovery(),
  }
  const actions = createActions(context)
  state = { ...initialState(experiment, notices), actions }
  const tell = createEventHandler(context)
  const ready = () =>
    tell({
      type: 'ready',
      session: 1,
      backend: { name: 'cpu', reason: 'It was asked for.' },
      hashes: { weights: '', order: '', data: '' },
      statistics: { mean: [0], std: [1] },
      parameterCount: 1,
      stepsPerEpoch: 5,
    })
  actions.start()
  ready()
  /** As if the worker had trained the seed to its last step, with this loss. */
  const finish = (loss: number, steps = 10) => {
    tell({ type: 'training', session: 1 })
    const blocks = state.runs.flatMap(({ workerRun }) =>
      workerRun === null
        ? []
        : [
            {
              run: workerRun,
              firstStep: 0,
              ...tableOf([['loss', Array<number>(steps).fill(loss)]]),
              seconds: new Float64Array(steps),
            },
          ],
    )
    tell({ type: 'metrics', session: 1, step: steps, blocks, stepsPerSecond: 9 })
    tell({ type: 'paused', session: 1, step: steps, reason: 'limit' })
  }
  return { actions, sent, tell, ready, finish, series, state: () => state }
}

const loads = (sent: readonly ClientCommand[]) =>
  sent.flatMap((command) => (command.type === 'load' ? [command.experiment] : []))

it('trains one seed after the other and keeps the numbers of each', () => {
  const page = openPage('steps=10&seed=7&seeds=3&run=alig&run=sgd')
  page.actions.train()
  page.finish(1)
  expect(page.state()).toMatchObject({ phase: 'loading', wantsTraining: true, step: 0 })
  expect(page.state().status).toBe('Loading, seed 2 of 3')
  page.ready()
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
  page.finish(2)
  page.ready()
  page.finish(3)
  expect(page.state()).toMatchObject({ phase: 'paused', wantsTraining: false, seedDone: true })
  expect(page.state().status).toBe('Finished: 10 steps done with each of 3 seeds')
  expect(loads(page.sent).map(({ seed, seeds }) => [seed, seeds])).toEqual([
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
  page.finish(1)
  expect(page.state()).toMatchObject({ phase: 'paused', step: 10, finishedSeeds: [] })
  expect(page.state().status).toBe('Paused at the end, seed 1 of 2')
  page.actions.train()
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
  page.tell({ type: 'paused', session: 1, step: 10, reason: 'limit' })
  expect(page.state().finishedSeeds).toHaveLength(1)
})

it('goes on after a seed with which every run has diverged', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  page.tell({ type: 'diverged', session: 1, run: 0, step: 4, sentence: 'It diverged.' })
  page.tell({ type: 'paused', session: 1, step: 5, reason: 'all-diverged' })
  const { id, diverged } = page.state().runs[0]!
  expect(diverged).toBeNull()
  expect(page.state().finishedSeeds[0]!.diverged.get(id)).toMatchObject({ step: 4 })
})

it('leaves runs out of the next seed that were removed, and what was added until a reset', () => {
  const page = openPage('steps=10&seeds=3&run=alig&run=sgd&run=adam')
  page.actions.train()
  page.actions.removeRun(1)
  page.actions.addRun('sgd')
  page.finish(1)
  expect(
    loads(page.sent)
      .at(-1)!
      .runs.map(({ optimizer }) => optimizer),
  ).toEqual(['alig', 'adam'])
  expect(page.state().runs.map(({ workerRun }) => workerRun)).toEqual([0, 1, null])
})

it('keeps changes of a value for the next reset, so that all seeds train alike', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  page.finish(1)
  page.actions.setHyper(0, 'maxLr', 5)
  expect(page.sent.some(({ type }) => type === 'edit')).toBe(false)
  expect(page.state()).toMatchObject({ needsReset: true })
  expect(page.state().experiment.runs[0]!.hyper['maxLr']).toBe(5)
  expect(page.state().loaded!.runs[0]!.hyper['maxLr']).toBe(0.2)
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
  page.finish(1)
  page.ready()
  page.actions.reset()
  expect(page.state()).toMatchObject({ finishedSeeds: [], step: 0 })
  page.actions.undo()
  expect(page.state().finishedSeeds.map(({ seed }) => seed)).toEqual([1])
  expect(loads(page.sent).at(-1)).toMatchObject({ seed: 2, seeds: 1 })
})

it('writes the seed into the last column of the tables', () => {
  const page = openPage('steps=10&seeds=2&run=alig')
  page.actions.train()
  page.finish(1)
  page.ready()
  page.finish(2)
  const state = page.state()
  const seeds = [...state.finishedSeeds, finishedSeedOf(state, page.series)]
  const rows = metricsCsv(state.experiment, state.runs, page.series, 5, seeds).trim().split('\n')
  expect(rows[0]).toBe(`${METRICS_HEADER.join()},seed`)
  expect(rows).toHaveLength(21)
  expect(rows[1]).toMatch(/^0,alig,0,.*,1$/)
  expect(rows[20]).toMatch(/^0,alig,9,.*,2$/)
})
