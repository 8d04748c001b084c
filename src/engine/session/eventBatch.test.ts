import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WorkerEvent } from '../../worker/protocol'
import { createEventBatch, POST_EVERY_MS } from './eventBatch'

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (step: number) => ({
  run: 0,
  firstStep: step,
  values: new Float32Array(11),
  seconds: Float64Array.of(step),
})
const metrics = (step: number): WorkerEvent => ({
  ...{ type: 'metrics', session: 3, step: step + 1, stepsPerSecond: step },
  blocks: [row(step)],
})
const evaluations = (step: number): WorkerEvent => ({
  ...{ type: 'evaluations', session: 3 },
  evaluations: [{ run: 0, step, loss: 1, accuracy: 0.5 }],
})
const paused: WorkerEvent = { type: 'paused', session: 3, step: 9, reason: 'asked' }

function createBatch() {
  const posted: WorkerEvent[] = []
  return { posted, tell: createEventBatch((event) => posted.push(event)) }
}

/** The steps that a message has. */
const stepsOf = (event: WorkerEvent): (number | string)[] => {
  if (event.type === 'metrics') return event.blocks.map(({ firstStep }) => firstStep)
  if (event.type === 'evaluations') return event.evaluations.map(({ step }) => step)
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
    ...{ step: 1000, stepsPerSecond: 999, session: 3 },
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
  const posted: WorkerEvent[] = []
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
