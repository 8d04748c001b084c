import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { asRunId } from '../../spec/runId'
import type { Inspection, SessionEvent } from '../../worker/protocol'
import { createEventBatch, POST_EVERY_MS } from './eventBatch'

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const RUN = asRunId(0)

const row = (step: number) => ({
  run: RUN,
  firstStep: step,
  columns: ['loss'],
  values: Float32Array.of(step),
  seconds: Float64Array.of(step),
})
const metrics = (step: number): SessionEvent => ({
  ...{ type: 'metrics', step: step + 1, stepsPerSecond: step, otherWork: 0 },
  blocks: [row(step)],
})
const evaluations = (step: number): SessionEvent => ({
  type: 'evaluations',
  evaluations: [{ run: RUN, step, loss: 1, accuracy: 0.5 }],
})
const inspection = (step: number, run = RUN): SessionEvent => ({
  type: 'inspection',
  inspection: { run, step } as Inspection,
})
const paused: SessionEvent = { type: 'paused', step: 9, reason: 'asked' }

function createBatch() {
  const posted: SessionEvent[] = []
  return { posted, tell: createEventBatch((event) => posted.push(event)) }
}

/** The steps that a message has. */
const stepsOf = (event: SessionEvent): (number | string)[] => {
  if (event.type === 'metrics') return event.blocks.map(({ firstStep }) => firstStep)
  if (event.type === 'evaluations') return event.evaluations.map(({ step }) => step)
  if (event.type === 'inspection') return [`look ${event.inspection.step}`]
  return [event.type]
}

it('posts a few times a second whatever comes, and all of it', () => {
  const { posted, tell } = createBatch()
  for (let step = 0; step < 1000; step++) {
    tell(metrics(step))
    tell(evaluations(step + 1))
    vi.advanceTimersByTime(1)
  }
  vi.runAllTimers()
  expect(posted.length).toBeLessThanOrEqual(2 * (1000 / POST_EVERY_MS + 2))
  const of = (type: string) => posted.filter((event) => event.type === type).flatMap(stepsOf)
  expect(of('metrics')).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  expect(of('evaluations')).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
  expect(posted.filter(({ type }) => type === 'metrics').at(-1)).toMatchObject({
    ...{ step: 1000, stepsPerSecond: 999 },
  })
})

it('posts the first numbers at once, and the last without others coming', () => {
  const { posted, tell } = createBatch()
  tell(metrics(0))
  expect(posted.map(stepsOf)).toEqual([[0]])
  tell(metrics(1))
  tell(metrics(2))
  expect(posted).toHaveLength(1)
  vi.advanceTimersByTime(POST_EVERY_MS)
  expect(posted.map(stepsOf)).toEqual([[0], [1, 2]])
})

it('goes by the clock where timers do not come', () => {
  let now = 0
  const posted: SessionEvent[] = []
  const tell = createEventBatch(
    (event) => posted.push(event),
    () => now,
  )
  for (let step = 0; step < 3; step++) {
    tell(metrics(step))
    now += 60
  }
  expect(posted.map(stepsOf)).toEqual([[0], [1, 2]])
})

it('posts the last look at each run, with the numbers', () => {
  const { posted, tell } = createBatch()
  tell(metrics(0))
  for (let step = 1; step < 5; step++) {
    tell(inspection(step))
    tell(inspection(step + 10, asRunId(1)))
  }
  tell(evaluations(5))
  vi.runAllTimers()
  expect(posted.map(stepsOf)).toEqual([[0], [5], ['look 4'], ['look 14']])
})

it('posts everything else at once, after the numbers before it', () => {
  const { posted, tell } = createBatch()
  tell(metrics(0))
  tell(metrics(1))
  tell(evaluations(2))
  tell(paused)
  expect(posted.map(stepsOf)).toEqual([[0], [1], [2], ['paused']])
  vi.runAllTimers()
  expect(posted).toHaveLength(4)
})
