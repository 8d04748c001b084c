import { beforeEach, expect, it, vi } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import type { ClientCommand } from '../../worker/client'
import type { SessionSnapshot } from '../../worker/protocol'
import { createActions } from '../store/actions'
import { MAX_PREVIOUS_RUNS } from '../experiment/previousRuns'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { Recovery } from './recovery'
import { SeriesStore } from '../series/series'
import { createEventHandler } from './sessionEvents'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

const ready = {
  backend: { name: 'cpu', reason: 'It was asked for.' },
  hashes: { weights: '', order: '', data: '' },
  statistics: { mean: [0], std: [1] },
  parameterCount: 1,
  stepsPerEpoch: 10,
} as const

/** The page's state with a worker that is only written to. */
function openPage(link: string) {
  const { experiment, notices } = decodeLink(link)
  let state: PlaygroundState
  const sent: ClientCommand[] = []
  const series = new SeriesStore()
  const recovery = new Recovery()
  const context = {
    get: () => state,
    set: (patch: Partial<PlaygroundState>) => {
      state = { ...state, ...patch }
    },
    client: { send: (command: ClientCommand) => void sent.push(command) },
    series,
    recovery,
  }
  const actions = createActions(context)
  state = { ...initialState(experiment, notices), actions }
  const tell = createEventHandler(context)
  actions.start()
  tell({ type: 'ready', session: 1, ...ready })
  /** As if the worker had trained from step `from` to step `to`. */
  const train = (from: number, to: number) => {
    const blocks = state.runs.flatMap(({ workerRun }) => {
      const seconds = Float64Array.from({ length: to - from }, (_, i) => from + i)
      const table = tableOf(METRIC_COLUMNS.map((column) => [column, seconds.map(() => 0.5)]))
      return workerRun === null ? [] : [{ run: workerRun, firstStep: from, ...table, seconds }]
    })
    tell({ type: 'training', session: 1 })
    tell({ type: 'metrics', session: 1, step: to, blocks, stepsPerSecond: 9 })
    tell({ type: 'paused', session: 1, step: to, reason: 'asked' })
  }
  const rows = () => state.runs.map(({ id }) => series.get(id)?.endStep ?? 0)
  return { actions, sent, recovery, tell, train, rows, state: () => state }
}

const snapshotAt = (step: number, runs: number): SessionSnapshot => ({
  step,
  seconds: step,
  runs: Array.from({ length: runs }, (_, run) => ({
    run,
    parameters: new Float32Array(1),
    state: [],
    values: {},
    skippedInARow: 0,
  })),
})

it('takes a Reset back: numbers, values and step return, and the worker goes on behind', () => {
  const page = openPage('run=alig&run=sgd')
  page.train(0, 30)
  page.tell({ type: 'snapshot', session: 1, snapshot: snapshotAt(20, 2) })
  const before = page.state()
  page.actions.reset()
  expect(page.state()).toMatchObject({ step: 0, phase: 'loading' })
  expect(page.rows()).toEqual([0, 0])
  expect(page.state().previousRuns.map(({ label }) => label)).toHaveLength(2)

  page.actions.undo()
  expect(page.state()).toMatchObject({ step: 30, previousRuns: [], experiment: before.experiment })
  expect(page.state().notices).toEqual([])
  expect(page.rows()).toEqual([30, 30])
  expect(page.sent.at(-1)).toMatchObject({ type: 'load', resume: { step: 20 } })

  page.tell({ type: 'ready', session: 1, ...ready })
  expect(page.sent.at(-1)).toEqual({ type: 'train', steps: 10 })
  page.tell({ type: 'training', session: 1 })
  page.train(20, 30)
  expect(page.state()).toMatchObject({ step: 30, phase: 'paused', status: 'Paused' })
  expect(page.rows()).toEqual([30, 30])
  page.actions.stepOnce()
  expect(page.sent.at(-1)).toEqual({ type: 'train', steps: 1 })
})

it('puts a removed run back at its place, with its numbers and edits', () => {
  const page = openPage('run=alig&run=sgd&run=adam&edit=5,1,lr:0.2&edit=6,2,lr:0.01')
  page.train(0, 30)
  page.tell({ type: 'snapshot', session: 1, snapshot: snapshotAt(20, 3) })
  const { experiment, runs } = page.state()
  page.actions.removeRun(1)
  expect(page.state().experiment.edits).toEqual([{ step: 6, run: 1, key: 'lr', value: 0.01 }])
  expect(page.sent.at(-1)).toEqual({ type: 'remove', run: 1 })
  page.train(30, 40)

  page.actions.undo()
  expect(page.state().experiment).toEqual(experiment)
  expect(page.state().runs.map(({ id }) => id)).toEqual(runs.map(({ id }) => id))
  expect(page.rows()).toEqual([40, 30, 40])
  expect(page.sent.at(-1)).toMatchObject({ type: 'load', resume: { step: 20 } })
})

it('keeps another experiment’s runs as previous runs and can go back to it', () => {
  const page = openPage('run=alig&batch=50')
  page.train(0, 10)
  page.actions.train()
  page.actions.openLink('#run=sgd')
  expect(page.state()).toMatchObject({ wantsTraining: false, step: 0 })
  const [previousRun] = page.state().previousRuns
  expect(previousRun).toMatchObject({ note: 'removed since', config: { optimizer: 'alig' } })
  expect(previousRun!.series.endStep).toBe(10)
  page.actions.undo()
  expect(page.state().experiment.batch).toBe(50)
  expect(page.rows()).toEqual([10])
})

it('says what has changed since a previous run trained, and keeps no two that are the same', () => {
  const page = openPage('run=alig')
  page.train(0, 10)
  page.actions.reset()
  expect(page.state().previousRuns.map(({ note }) => note)).toEqual(['nothing changed'])
  page.tell({ type: 'ready', session: 1, ...ready })
  page.train(0, 20)
  page.actions.reset()
  expect(page.state().previousRuns.map(({ series }) => series.endStep)).toEqual([20])
  page.actions.patchExperiment({ batch: 50 })
  vi.runOnlyPendingTimers()
  expect(page.state().previousRuns.map(({ note }) => note)).toEqual(['batch: 100 -> 50'])
})

it('keeps at most eight previous runs, the newest', () => {
  const page = openPage('run=alig&run=sgd&run=adam')
  for (let seed = 0; seed < 4; seed++) {
    page.actions.patchExperiment({ seed })
    vi.runOnlyPendingTimers()
    page.tell({ type: 'ready', session: 1, ...ready })
    page.train(0, 10)
    page.actions.reset()
  }
  const { previousRuns } = page.state()
  expect(previousRuns).toHaveLength(MAX_PREVIOUS_RUNS)
  expect(previousRuns.at(-1)!.experiment.seed).toBe(3)
  page.actions.removePreviousRun(previousRuns[0]!.id)
  expect(page.state().previousRuns).toHaveLength(MAX_PREVIOUS_RUNS - 1)
  page.actions.clearPreviousRuns()
  expect(page.state().previousRuns).toEqual([])
})

it('offers nothing to undo where a Reset loses nothing', () => {
  const page = openPage('run=alig')
  page.actions.reset()
  expect(page.state().notices).toEqual([])
  expect(page.state().previousRuns).toEqual([])
})

it('moves a run with its edits while it trains', () => {
  const page = openPage('run=alig&run=sgd&run=adam&edit=5,0,maxLr:1&edit=6,2,lr:0.01')
  page.train(0, 10)
  const count = page.sent.length
  page.actions.moveRun(0, 2)
  const { experiment, runs } = page.state()
  expect(experiment.runs.map(({ optimizer }) => optimizer)).toEqual(['sgd', 'adam', 'alig'])
  expect(experiment.edits.map(({ run, key }) => [run, key])).toEqual([
    [2, 'maxLr'],
    [1, 'lr'],
  ])
  expect(runs.map(({ workerRun }) => workerRun)).toEqual([1, 2, 0])
  page.actions.moveRun(2, 3)
  expect(page.state().runs).toBe(runs)
  expect(page.sent).toHaveLength(count)
})

it('sends the pace of the link before training starts, and a change at once', () => {
  const page = openPage('run=alig&view.pace=5')
  expect(page.sent.at(-1)).toEqual({ type: 'pace', stepsPerSecond: 5 })
  page.actions.setPace(null)
  expect(page.sent.at(-1)).toEqual({ type: 'pace', stepsPerSecond: null })
  expect(page.state().experiment.view).toEqual({})
  const nonsense = openPage('run=alig&view.pace=fast')
  expect(nonsense.sent.map(({ type }) => type)).toEqual(['load'])
})

it('keeps a change to a run that has diverged as a start value', () => {
  const page = openPage('run=sgd,lr:100&run=alig')
  page.train(0, 10)
  page.tell({ type: 'diverged', session: 1, run: 0, step: 9, sentence: 'It diverged.' })
  const count = page.sent.length
  page.actions.setHyper(0, 'lr', 0.1)
  expect(page.sent).toHaveLength(count)
  expect(page.state().experiment.runs[0]!.hyper.lr).toBe(0.1)
  expect(page.state().needsReset).toBe(true)
})
