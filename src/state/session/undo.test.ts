import { beforeEach, expect, it, vi } from 'vitest'
import type { RunId } from '../../spec/runId'
import { MAX_PREVIOUS_RUNS } from '../experiment/previousRuns'
import { shownExperiment } from '../experiment/runList'
import { openPage, snapshotAt } from '../testing/page'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

it('takes a Reset back: numbers, values and step return, and the worker goes on behind', () => {
  const page = openPage('run=alig&run=sgd')
  page.train(0, 30)
  page.tell({ type: 'snapshot', snapshot: snapshotAt(20, page.ids()) })
  const before = page.state()
  page.actions.reset()
  expect(page.session()).toMatchObject({ step: 0, phase: 'loading' })
  expect(page.rows()).toEqual([0, 0])
  expect(page.state().previousRuns.map(({ label }) => label)).toHaveLength(2)

  page.actions.undo()
  expect(page.session()).toMatchObject({ step: 30 })
  expect(page.state()).toMatchObject({ previousRuns: [], experiment: before.experiment })
  expect(shownExperiment(page.state())).toEqual(shownExperiment(before))
  expect(page.state().notices).toEqual([])
  expect(page.rows()).toEqual([30, 30])
  expect(page.sent.at(-1)).toMatchObject({ type: 'load', resume: { step: 20 } })

  page.ready()
  expect(page.sent.at(-1)).toEqual({ type: 'train', steps: 10 })
  page.tell({ type: 'training' })
  page.train(20, 30)
  expect(page.session()).toMatchObject({ step: 30, phase: 'paused', status: 'Paused' })
  expect(page.rows()).toEqual([30, 30])
  page.actions.stepOnce()
  expect(page.sent.at(-1)).toEqual({ type: 'train', steps: 1 })
})

it('puts a removed run back at its place, with its numbers and edits', () => {
  const page = openPage('run=alig&run=sgd&run=adam&edit=5,1,lr:0.2&edit=6,2,lr:0.01')
  page.train(0, 30)
  page.tell({ type: 'snapshot', snapshot: snapshotAt(20, page.ids()) })
  const ids = page.ids()
  const experiment = shownExperiment(page.state())
  page.actions.removeRun(ids[1]!)
  expect(shownExperiment(page.state()).edits).toEqual([{ step: 6, run: 1, key: 'lr', value: 0.01 }])
  expect(page.sent.at(-1)).toEqual({ type: 'remove', run: ids[1] })
  page.train(30, 40)

  page.actions.undo()
  expect(shownExperiment(page.state())).toEqual(experiment)
  expect(page.ids()).toEqual(ids)
  expect(page.rows()).toEqual([40, 30, 40])
  expect(page.sent.at(-1)).toMatchObject({ type: 'load', resume: { step: 20 } })
})

it('puts the runs away when another experiment is opened, and can go back to it', () => {
  const page = openPage('run=alig&batch=50')
  page.train(0, 10)
  page.actions.train()
  page.actions.openLink('#run=sgd')
  expect(page.state()).toMatchObject({ wantsTraining: false, session: { step: 0 } })
  expect(page.state().previousRuns).toEqual([])
  page.actions.undo()
  expect(page.state().experiment.batch).toBe(50)
  expect(page.rows()).toEqual([10])
})

it.each(['#about', '#guide', '#utm_source=mail'])('leaves all as it is for %s', (hash) => {
  const page = openPage('run=alig&batch=50')
  page.train(0, 10)
  const { experiment, runs } = page.state()
  page.actions.openLink(hash)
  expect(page.state().experiment).toBe(experiment)
  expect(page.state().runs).toBe(runs)
  expect(page.rows()).toEqual([10])
  const told = page.state().notices.map(({ text }) => text)
  expect(told.join()).toMatch(hash.includes('utm') ? /^$/ : /which is not a link to an experiment/)
})

it('says what has changed since a previous run trained, and keeps no two that are the same', () => {
  const page = openPage('run=alig')
  page.train(0, 10)
  page.actions.reset()
  expect(page.state().previousRuns.map(({ note }) => note)).toEqual(['nothing changed'])
  page.ready()
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
    page.ready()
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
  const [alig, sgd, adam] = page.ids() as [RunId, RunId, RunId]
  page.actions.moveRun(alig, 2)
  const { runs } = page.state()
  const experiment = shownExperiment(page.state())
  expect(experiment.runs.map(({ optimizer }) => optimizer)).toEqual(['sgd', 'adam', 'alig'])
  expect(experiment.edits.map(({ run, key }) => [run, key])).toEqual([
    [2, 'maxLr'],
    [1, 'lr'],
  ])
  expect(runs.map(({ id }) => id)).toEqual([sgd, adam, alig])
  expect(page.session().runIds).toEqual([alig, sgd, adam])
  page.actions.moveRun(alig, 3)
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
  const [sgd] = page.ids() as [RunId]
  page.tell({ type: 'diverged', run: sgd, step: 9, sentence: 'It diverged.' })
  const count = page.sent.length
  page.actions.setHyper(sgd, 'lr', 0.1)
  expect(page.sent).toHaveLength(count)
  expect(page.state().experiment.runs[0]!.hyper.lr).toBe(0.1)
  expect(page.state().needsReset).toBe(true)
})
