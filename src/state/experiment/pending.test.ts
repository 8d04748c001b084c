import { beforeEach, expect, it, vi } from 'vitest'
import { encodeLink } from '../../experiment/link'
import { openPage } from '../testing/page'
import { describedExperiment, describedSettings, pendingSubjects, pendingWords } from './pending'
import { shownExperiment, trainedExperiment } from './runList'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

/** A page that has trained some steps. */
function trained(link = 'run=alig&run=sgd') {
  const page = openPage(link)
  page.train(0, 30)
  return page
}

const wordsOf = (page: ReturnType<typeof trained>) => pendingWords(page.state())

it('describes what was trained until a change is applied, with the present title and view', () => {
  const page = trained()
  page.actions.patchExperiment({ batch: 50 })
  page.actions.setName('Later')
  page.actions.setView('x', 'seconds')
  const link = encodeLink(describedExperiment(page.state()))
  expect(link).not.toContain('batch=')
  expect(link).toContain('name=Later')
  expect(link).toContain('view.x=seconds')
  expect(describedSettings(page.state()).batch).toBe(100)
  expect(encodeLink(shownExperiment(page.state()))).toContain('batch=50')

  page.actions.reset()
  expect(encodeLink(describedExperiment(page.state()))).toContain('batch=50')
})

it('describes the controls before the first step', () => {
  const page = openPage('run=sgd')
  page.actions.patchExperiment({ batch: 50 })
  expect(describedExperiment(page.state()).batch).toBe(50)
  expect(page.state().needsReset).toBe(false)
})

it('is the same object as long as nothing of it changes', () => {
  const page = trained()
  page.actions.patchExperiment({ batch: 50 })
  const before = describedExperiment(page.state())
  page.train(30, 40)
  expect(describedExperiment(page.state())).toBe(before)
  page.actions.setName('Other')
  expect(describedExperiment(page.state())).not.toBe(before)
})

it('says in few words what changes and what would go on', () => {
  const page = trained()
  expect(wordsOf(page)).toBeNull()
  page.actions.patchExperiment({ batch: 50 })
  expect(wordsOf(page)).toEqual({
    wanted: 'batch 50',
    trained: 'with batch 100',
    list: 'batch 100 → 50',
  })
  page.actions.addRun('adam')
  page.actions.patchExperiment({ seed: 3 })
  expect(wordsOf(page)).toEqual({
    wanted: 'batch 50, seed 3 and 1 more',
    trained: 'with batch 100, seed 1',
    list: 'batch 100 → 50, seed 1 → 3, Adam added',
  })
  expect(pendingSubjects(page.state()).split('\n')).toEqual(['batch', 'seed', 'Adam'])
})

it('names data and model where one of them changes', () => {
  const page = trained()
  page.actions.patchExperiment({ model: { id: 'softmax', options: {} } })
  expect(wordsOf(page)).toEqual({
    wanted: 'MNIST, Softmax regression',
    trained: 'MNIST, MLP',
    list: 'model MLP → Softmax regression',
  })
})

it('has nothing to say once a change was typed back, or an added run removed', () => {
  const page = trained()
  page.actions.patchExperiment({ batch: 50 })
  expect(page.state().needsReset).toBe(true)
  page.actions.patchExperiment({ batch: 100 })
  expect(page.state().needsReset).toBe(false)
  page.actions.addRun('adam')
  expect(wordsOf(page)).toMatchObject({ wanted: 'Adam', trained: 'without Adam' })
  page.actions.removeRun(page.ids().at(-1)!)
  expect(page.state().needsReset).toBe(false)
})

it('keeps training: takes all back but title, names and view, and trains', () => {
  const page = trained()
  const [alig] = page.ids()
  page.actions.patchExperiment({ batch: 50, seed: 9 })
  page.actions.addRun('adam')
  page.actions.renameRun(alig!, 'Mine')
  page.actions.setView('x', 'seconds')
  page.actions.keepTraining()
  const { experiment, needsReset, wantsTraining } = page.state()
  expect(experiment).toMatchObject({ batch: 100, seed: 1, view: { x: 'seconds' } })
  expect(experiment.runs.map(({ name }) => name)).toEqual(['Mine', undefined])
  expect([needsReset, wantsTraining]).toEqual([false, true])
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
  expect(page.session().step).toBe(30)

  page.actions.undo()
  expect(page.state()).toMatchObject({ needsReset: true, experiment: { batch: 50, seed: 9 } })
  expect(page.ids()).toHaveLength(3)
})

it('brings the values in force back, edits made by hand included', () => {
  const page = trained()
  const [alig, sgd] = page.ids()
  page.tell({
    type: 'edited',
    ...{ run: alig!, step: 30, key: 'maxLr', value: 1, previous: 0.2, scheduled: false },
  })
  for (const run of [alig!, sgd!])
    page.tell({ type: 'diverged', run, step: 30, sentence: 'It has diverged.' })
  page.actions.setHyper(alig!, 'maxLr', 7)
  page.actions.setHyper(sgd!, 'lr', 7)
  expect(pendingSubjects(page.state()).split('\n')).toEqual(['ALI-G maxLr', 'SGD lr'])
  page.actions.takeBackChanges()
  const [one, other] = page.state().runs
  expect(one!.current['maxLr']).toBe(1)
  expect(other!.current['lr']).toBe(trainedExperiment(page.state()).runs[1]!.hyper['lr'])
  expect(page.state().wantsTraining).toBe(false)
})

it('restarts with the changes and trains as soon as they are loaded', () => {
  const page = trained()
  page.actions.patchExperiment({ batch: 50 })
  page.actions.restart()
  expect(page.loads().at(-1)!.experiment.batch).toBe(50)
  expect(page.state()).toMatchObject({ needsReset: false, wantsTraining: true })
  page.ready()
  expect(page.sent.at(-1)).toEqual({ type: 'train' })
})

it('takes waiting changes back by Undo where nothing else is offered', () => {
  const page = trained()
  page.actions.patchExperiment({ batch: 50 })
  page.actions.undo()
  expect(page.state()).toMatchObject({ needsReset: false, experiment: { batch: 100 } })
})

it('says what was trained in the words of the end, whatever the controls say', () => {
  const page = openPage('run=sgd&steps=30')
  page.train(0, 30, { reason: 'limit' })
  page.actions.patchExperiment({ steps: 99 })
  page.ready()
  expect(page.session().status).toBe('Done: 30 steps')
})
