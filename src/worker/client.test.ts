import { describe, expect, it, vi } from 'vitest'
import { createTrainingClient, type ClientEvent } from './client'
import type { Command, WorkerEvent } from './protocol'

/** Stands in for a Worker: keeps what is posted and lets the test answer. */
class FakeWorker {
  static all: FakeWorker[] = []
  readonly posted: Command[] = []
  terminated = false
  onmessage: ((event: { data: WorkerEvent }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  onmessageerror: (() => void) | null = null
  constructor() {
    FakeWorker.all.push(this)
  }
  postMessage(command: Command) {
    this.posted.push(command)
  }
  terminate() {
    this.terminated = true
  }
}

function setUp() {
  FakeWorker.all = []
  const events: ClientEvent[] = []
  const client = createTrainingClient(
    (event) => events.push(event),
    () => new FakeWorker() as unknown as Worker,
  )
  const load = () => client.send({ type: 'load', experiment: {} as never, baseUrl: '/' })
  return { events, client, load }
}

describe('the training client', () => {
  it('stamps commands with the session that `load` began', () => {
    const { client, load } = setUp()
    load()
    client.send({ type: 'train' })
    load()
    expect(FakeWorker.all[0]!.posted.map(({ type, session }) => [type, session])).toEqual([
      ['load', 1],
      ['train', 1],
      ['load', 2],
    ])
  })

  it('drops events of an earlier session', () => {
    const { events, load } = setUp()
    load()
    load()
    const [worker] = FakeWorker.all
    worker!.onmessage!({ data: { type: 'training', session: 1 } })
    worker!.onmessage!({ data: { type: 'training', session: 2 } })
    expect(events).toEqual([{ type: 'training', session: 2 }])
  })

  it('notices a worker that was killed without an event', () => {
    vi.useFakeTimers()
    try {
      const { events, load } = setUp()
      load()
      const [worker] = FakeWorker.all
      vi.advanceTimersByTime(20_000)
      worker!.onmessage!({ data: { type: 'pong', session: 1, holds: 1 } })
      vi.advanceTimersByTime(25_000)
      expect(events).toEqual([])
      vi.advanceTimersByTime(15_000)
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({ type: 'failed' })
      expect(worker!.terminated).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('gives up a worker that answers and has lost its session', () => {
    vi.useFakeTimers()
    try {
      const { client, events, load } = setUp()
      load()
      const [worker] = FakeWorker.all
      client.send({ type: 'train' })
      vi.advanceTimersByTime(5_000)
      expect(worker!.posted.at(-1)).toEqual({ type: 'ping', session: 1 })
      worker!.onmessage!({ data: { type: 'pong', session: 1, holds: 0 } })
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({
        type: 'failed',
        session: 1,
        sentence: expect.stringContaining('lost the experiment it was given') as string,
      })
      expect(worker!.terminated).toBe(true)
      load()
      expect(FakeWorker.all).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('waits for a worker that has its session, however long a step takes', () => {
    vi.useFakeTimers()
    try {
      const { events, load } = setUp()
      load()
      const [worker] = FakeWorker.all
      for (let minute = 0; minute < 10; minute++) {
        // Busy for half a minute, then all pings are answered at once.
        vi.advanceTimersByTime(30_000)
        for (let i = 0; i < 6; i++)
          worker!.onmessage!({ data: { type: 'pong', session: 1, holds: 1 } })
      }
      expect(events).toEqual([])
      expect(worker!.terminated).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not judge a worker by its answer about an earlier session', () => {
    const { events, load } = setUp()
    load()
    load()
    FakeWorker.all[0]!.onmessage!({ data: { type: 'pong', session: 1, holds: 1 } })
    expect(events).toEqual([])
  })

  it('turns a crash into a failure and starts a new worker for the next load', () => {
    const { events, load } = setUp()
    load()
    FakeWorker.all[0]!.onerror!({
      preventDefault: () => undefined,
      message: 'out of memory',
      filename: 'worker.js',
      lineno: 1,
    })
    expect(FakeWorker.all[0]!.terminated).toBe(true)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ type: 'failed', session: 1 })
    expect((events[0] as { detail: string }).detail).toContain('out of memory')
    load()
    expect(FakeWorker.all).toHaveLength(2)
  })
})
