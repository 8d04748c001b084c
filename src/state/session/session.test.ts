import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setSession } from '../store/context'
import { openPage, type TestPage } from '../testing/page'
import { resume } from './resume'
import { newSession, type Phase } from './session'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

/** What a session waits for, or is in the middle of. */
const awaited = ({ session }: ReturnType<TestPage['state']>) => ({
  gradient: session.lossAlongGradient.isAsked,
  regions: session.regions.isAsked,
  examples: session.examples.asked,
  isCompiling: session.isCompiling,
  progress: session.progress,
})

const EVERYTHING = {
  ...{ gradient: true, regions: true, examples: ['batch'], isCompiling: true, progress: 0.5 },
}
const NOTHING = {
  ...{ gradient: false, regions: false, examples: [], isCompiling: false, progress: null },
}

/** A page with so many steps whose session waits for all that it can wait for. */
function waitingPage(steps: number): TestPage {
  const page = openPage('data=spirals&steps=10&seeds=2&run=alig&run=sgd')
  const [first] = page.ids()
  if (steps > 0) page.train(0, steps)
  page.actions.requestRegions()
  page.actions.lossAlongGradient(first!, [])
  setSession(page.context, {
    ...{ isCompiling: true, progress: 0.5, stepsPerSecond: 9 },
    examples: { ...page.session().examples, asked: ['batch'] },
  })
  expect(awaited(page.state())).toEqual(EVERYTHING)
  return page
}

const crash = (page: TestPage) => page.tell({ type: 'failed', sentence: 'It stopped.', detail: '' })

interface Case {
  readonly what: string
  readonly steps: number
  readonly act: (page: TestPage) => void
  readonly phase: Phase
}

/** The session after them has other numbers. */
const replacing: readonly Case[] = [
  {
    what: 'a change before the first step',
    steps: 0,
    act: ({ actions }) => {
      actions.patchExperiment({ batch: 20 })
      vi.runOnlyPendingTimers()
    },
    phase: 'loading',
  },
  {
    what: 'another link',
    steps: 5,
    act: ({ actions }) => actions.openLink('#run=adam'),
    phase: 'loading',
  },
  { what: 'a Reset', steps: 5, act: ({ actions }) => actions.reset(), phase: 'loading' },
  {
    what: 'the end of a seed',
    steps: 5,
    act: ({ actions, tell }) => {
      actions.train()
      tell({ type: 'paused', step: 10, reason: 'limit' })
    },
    phase: 'loading',
  },
]

/** The session after them has the same numbers. */
const continuing: readonly Case[] = [
  { what: 'a failure', steps: 5, act: crash, phase: 'failed' },
  {
    what: 'a failure that training goes on after',
    steps: 5,
    act: (page) => {
      page.actions.train()
      crash(page)
    },
    phase: 'loading',
  },
  { what: 'a resume', steps: 5, act: ({ context }) => resume(context), phase: 'loading' },
  {
    what: 'a Reset that is taken back',
    steps: 5,
    act: ({ actions }) => {
      actions.reset()
      actions.undo()
    },
    phase: 'loading',
  },
  {
    what: 'a removal that is taken back',
    steps: 5,
    act: ({ actions, ids }) => {
      actions.removeRun(ids()[1]!)
      actions.undo()
    },
    phase: 'loading',
  },
]

describe('the session', () => {
  it.each([...replacing, ...continuing])('waits for nothing after $what', (one) => {
    const page = waitingPage(one.steps)
    one.act(page)
    expect(page.session().phase).toBe(one.phase)
    expect(awaited(page.state())).toEqual(NOTHING)
    expect(page.session().stepsPerSecond).toBe(0)
  })

  it.each(replacing)('is a new one after $what', ({ steps, act }) => {
    const page = waitingPage(steps)
    act(page)
    const { experiment, runIds, phase, status, finishedSeeds } = page.session()
    expect(runIds).toEqual(page.ids())
    expect(page.session()).toEqual(newSession({ experiment, runIds, phase, status, finishedSeeds }))
  })

  it.each(continuing)('keeps its step and its facts after $what', ({ steps, act }) => {
    const page = waitingPage(steps)
    const { experiment, runIds, step, backend, stepsPerEpoch } = page.session()
    act(page)
    expect(page.session()).toMatchObject({ experiment, runIds, step, backend, stepsPerEpoch })
  })

  it.each([...replacing, ...continuing].filter(({ phase }) => phase === 'loading'))(
    'can be asked again when it is ready after $what',
    ({ steps, act }) => {
      const page = waitingPage(steps)
      act(page)
      page.ready()
      const before = page.sent.length
      page.actions.requestRegions()
      page.actions.lossAlongGradient(page.ids()[0]!, [])
      // After the same numbers the worker first trains what is missing.
      const isCatchingUp = page.recovery.isCatchingUp
      expect(page.sent.slice(before).map(({ type }) => type)).toEqual(
        isCatchingUp ? [] : ['regions', 'lossAlongGradient'],
      )
      if (isCatchingUp) {
        page.train(0, steps)
        page.actions.requestRegions()
        page.actions.lossAlongGradient(page.ids()[0]!, [])
        expect(page.sent.slice(-2).map(({ type }) => type)).toEqual([
          'regions',
          'lossAlongGradient',
        ])
      }
    },
  )
})

it('takes up evaluations that come together, each of them once', () => {
  const page = openPage('data=spirals&run=alig&run=sgd')
  const [alig, sgd] = page.ids()
  const at = (run: typeof alig, step: number) => ({ run: run!, step, loss: step, accuracy: 0.5 })
  page.train(0, 9)
  page.tell({ type: 'evaluations', evaluations: [at(alig, 3), at(sgd, 3), at(alig, 6)] })
  // After a resume some come a second time.
  page.tell({ type: 'evaluations', evaluations: [at(alig, 3), at(sgd, 6), at(alig, 9)] })
  const steps = page.ids().map((id) => page.series.get(id)!.evaluations.map(({ step }) => step))
  expect(steps).toEqual([
    [3, 6, 9],
    [3, 6],
  ])
  const { lastEvaluations } = page.session()
  expect(page.ids().map((id) => lastEvaluations.get(id)?.step)).toEqual([9, 6])
})

describe('what is asked of a session that a change is about to replace', () => {
  const changed = () => {
    const page = openPage('data=spirals&run=alig')
    page.actions.patchExperiment({ batch: 20 })
    expect(page.loads()).toHaveLength(1)
    return page
  }

  it('is done by the next one, which is loaded at once: steps', () => {
    const page = changed()
    page.actions.stepOnce(10)
    expect(page.sent.at(-1)).toMatchObject({ type: 'load', experiment: { batch: 20 } })
    page.ready()
    expect(page.sent.at(-1)).toEqual({ type: 'train', steps: 10 })
    page.train(0, 10)
    vi.runAllTimers()
    expect(page.loads()).toHaveLength(2)
    expect(page.session()).toMatchObject({ step: 10, phase: 'paused' })
  })

  it('is done by the next one, which is loaded at once: training', () => {
    const page = changed()
    page.actions.train()
    expect(page.sent.at(-1)).toMatchObject({ type: 'load', experiment: { batch: 20 } })
    page.ready()
    expect(page.sent.at(-1)).toEqual({ type: 'train' })
    vi.runAllTimers()
    expect(page.loads()).toHaveLength(2)
  })

  it('is forgotten with that one', () => {
    const page = changed()
    page.actions.stepOnce(10)
    page.actions.reset()
    page.ready()
    expect(page.sent.filter(({ type }) => type === 'train')).toEqual([])
  })
})
