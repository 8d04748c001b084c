import { beforeEach, expect, it, vi } from 'vitest'
import { openPage } from '../../state/testing/page'
import { isTestAlone, statusDetail } from './statusDetail'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  return () => vi.unstubAllGlobals()
})

const open = () => openPage('v=1&steps=5&run=alig&run=sgd')

it('says how much of the data is here, and what comes next', () => {
  const page = open()
  page.actions.reset()
  const stage = 'Fetching MNIST'
  page.tell({ type: 'loading', stage, progress: 0 })
  expect(statusDetail(page.state())).toBe('0\u00a0%; next: first step')
  const bytes = { loaded: 1_184_000, total: 3_700_000 }
  page.tell({ type: 'loading', stage, progress: 0.32, bytes })
  expect(page.session().status).toBe('Fetching MNIST')
  expect(statusDetail(page.state())).toBe('1.2 of 3.7 MB, 32\u00a0%; next: first step')
  page.tell({ type: 'loading', stage: 'Preparing the experiment' })
  expect(statusDetail(page.state())).toBe('next: first step')
  page.ready()
  expect(statusDetail(page.state())).toBe('')
})

it('says how far a test has come, and whether nothing else goes on', () => {
  const page = open()
  const [, sgd] = page.ids()
  page.train(0, 3)
  page.tell({ type: 'training' })
  page.tell({ type: 'testing', testing: { run: sgd!, done: 3400, total: 10_000 } })
  expect(statusDetail(page.state())).toBe('testing SGD: 3,400 of 10,000')
  expect(isTestAlone(page.state())).toBe(false)
  page.train(3, 5)
  page.tell({ type: 'training' })
  expect(isTestAlone(page.state())).toBe(true)
  page.tell({ type: 'testing', testing: null })
  expect(statusDetail(page.state())).toBe('')
  expect(isTestAlone(page.state())).toBe(false)
})

it('says what tests and other work take of the time of training', () => {
  const page = open()
  page.train(0, 3)
  page.tell({ type: 'training' })
  const pace = { type: 'metrics', step: 3, blocks: [], stepsPerSecond: 9 } as const
  page.tell({ ...pace, otherWork: 0.38 })
  expect(statusDetail(page.state())).toBe('tests and other work: 38\u00a0% of the time')
  page.tell({ ...pace, otherWork: 0.04 })
  expect(statusDetail(page.state())).toBe('')
  page.tell({ ...pace, otherWork: 0.38 })
  page.tell({ type: 'paused', step: 3, reason: 'asked' })
  expect(statusDetail(page.state())).toBe('')
})

it('forgets the test of a session that has ended', () => {
  const page = open()
  page.train(0, 3)
  page.tell({ type: 'testing', testing: { run: page.ids()[0]!, done: 50, total: 10_000 } })
  page.actions.reset()
  page.ready()
  expect(statusDetail(page.state())).toBe('')
})

it('goes on with a later step after a crash', () => {
  const page = open()
  page.train(0, 3)
  page.tell({ type: 'loading', stage: 'Preparing the experiment' })
  expect(statusDetail(page.state())).toBe('next: step 4')
})
