import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asRunId } from '../spec/runId'
import { createTrainingClient } from './client'
import { Inbox } from './inbox'
import type {
  CommandMessage,
  Pong,
  SessionEvent,
  SessionMessage,
  WorkerMessage,
  WorkerRequest,
} from './protocol'
import { WorkerByPage } from './workerByPage'

/** Stands in for a Worker: keeps what is posted and lets the test answer. */
class FakeWorker {
  static all: FakeWorker[] = []
  readonly posted: (CommandMessage | MessagePort)[] = []
  terminated = false
  onmessage: ((event: { data: WorkerMessage }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  onmessageerror: (() => void) | null = null
  constructor(readonly kind: string) {
    FakeWorker.all.push(this)
  }
  postMessage(message: CommandMessage | MessagePort) {
    this.posted.push(message)
  }
  get commands() {
    return this.posted as CommandMessage[]
  }
  terminate() {
    this.terminated = true
  }
  hold(lock: string) {
    this.onmessage!({ data: { lock } })
  }
  want(wanted: WorkerRequest) {
    this.onmessage!({ data: { wanted } })
  }
  say(event: SessionMessage['event'], session = 1) {
    this.onmessage!({ data: { session, event } })
  }
  /** Answers a ping; at rest where nothing else is said. */
  pong(answer: Partial<Pong> = {}, session = 1) {
    const resting = { steps: 0, isTraining: false, asides: 0, isAside: false }
    this.say({ type: 'pong', holds: session, ...resting, ...answer }, session)
  }
}

function setUp() {
  FakeWorker.all = []
  const events: SessionEvent[] = []
  /** Asked for by the page; to be given when their holders are gone. */
  const asked = new Map<string, () => void>()
  const locks = {
    request: (name: string, give: () => void) => {
      asked.set(name, give)
      return Promise.resolve()
    },
  } as unknown as LockManager
  const client = createTrainingClient((event) => events.push(event), {
    makeWorker: (kind) => new FakeWorker(kind) as unknown as Worker,
    locks,
    inbox: new Inbox(undefined, (take) => take()),
  })
  /** Returns the worker that was given the experiment. */
  const load = () => {
    const runIds = [asRunId(0)]
    client.send({ type: 'load', experiment: {} as never, runIds, baseUrl: '/' })
    return FakeWorker.all.at(-1)!
  }
  return { events, client, load, asked }
}

describe('the training client', () => {
  it('stamps commands with the session that `load` began', () => {
    const { client, load } = setUp()
    load()
    client.send({ type: 'train' })
    load()
    expect(
      FakeWorker.all[0]!.commands.map(({ command, session }) => [command.type, session]),
    ).toEqual([
      ['load', 1],
      ['train', 1],
      ['load', 2],
    ])
  })

  it('starts the worker ahead, once', () => {
    const { client, load } = setUp()
    client.wake()
    const [worker] = FakeWorker.all
    expect(worker!.posted).toEqual([])
    expect(load()).toBe(worker)
    client.wake()
    expect(FakeWorker.all).toEqual([worker])
  })

  it('drops events of an earlier session', () => {
    const { events, load } = setUp()
    load()
    const worker = load()
    worker.say({ type: 'training' }, 1)
    worker.say({ type: 'training', compiling: true }, 2)
    expect(events).toEqual([{ type: 'training', compiling: true }])
  })

  it('does not judge a worker by its answer about an earlier session', () => {
    const { events, load } = setUp()
    load()
    const worker = load()
    worker.pong({ holds: 1 }, 1)
    expect(events).toEqual([])
  })

  it('turns a crash into a failure and starts a new worker for the next load', () => {
    const { events, load } = setUp()
    const worker = load()
    worker.onerror!({
      preventDefault: () => undefined,
      message: 'out of memory',
      filename: 'worker.js',
      lineno: 1,
    })
    expect(worker.terminated).toBe(true)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'failed',
      detail: expect.stringContaining('out of memory') as string,
    })
    load()
    expect(FakeWorker.all).toHaveLength(2)
  })
})

describe('a further worker', () => {
  // Browsers have it, Node has not.
  beforeEach(() =>
    vi.stubGlobal(
      'ErrorEvent',
      class extends Event {
        constructor(type: string, init: ErrorEventInit) {
          super(type, init)
          Object.assign(this, {
            message: init.message,
            filename: init.filename,
            lineno: init.lineno,
          })
        }
      },
    ),
  )
  afterEach(() => void vi.unstubAllGlobals())

  /** One that the training worker wants, as both ends have it. */
  function wantHelper() {
    const { client, events, load } = setUp()
    const training = load()
    const byPage = new WorkerByPage<string, string>('helper', (request) => training.want(request))
    const worker = FakeWorker.all.at(-1)!
    return { client, events, training, byPage, worker, line: worker.posted[0] as MessagePort }
  }
  /** What arrives next there. */
  const next = (port: Pick<MessagePort, 'onmessage'>) =>
    new Promise((resolve) => (port.onmessage = ({ data }: MessageEvent) => resolve(data)))

  it('is made by the page and talks with the training worker alone', async () => {
    const { events, byPage, worker, line } = wantHelper()
    expect(worker.kind).toBe('helper')
    byPage.postMessage('order')
    expect(await next(line)).toBe('order')
    line.postMessage('reply')
    expect(await next(byPage)).toBe('reply')
    expect(events).toEqual([])
    byPage.terminate()
  })

  it('ends when the training worker wants it to', async () => {
    const { byPage, worker } = wantHelper()
    byPage.terminate()
    await expect.poll(() => worker.terminated).toBe(true)
  })

  it('that fails is reported to the training worker, and ends', async () => {
    const { events, byPage, worker } = wantHelper()
    const failed = new Promise<ErrorEvent>((resolve) => (byPage.onerror = resolve))
    worker.onerror!(new ErrorEvent('error', { message: 'no memory', filename: 'a.js', lineno: 3 }))
    expect(await failed).toMatchObject({ message: 'no memory', filename: 'a.js', lineno: 3 })
    expect(worker.terminated).toBe(true)
    expect(events).toEqual([])
    byPage.terminate()
  })

  it('ends with the training worker', () => {
    const { client, training, worker } = wantHelper()
    client.close()
    expect([training, worker].map(({ terminated }) => terminated)).toEqual([true, true])
  })
})

describe('the watch over the worker', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** The worker answers every ping of so many seconds. */
  const answer = (worker: FakeWorker, seconds: number, pong: Partial<Pong>) => {
    for (let second = 0; second < seconds; second += 5) {
      vi.advanceTimersByTime(5_000)
      if (!worker.terminated) worker.pong(pong)
    }
  }

  it('notices a worker that was killed without an event', () => {
    const { events, load } = setUp()
    const worker = load()
    vi.advanceTimersByTime(20_000)
    worker.pong()
    vi.advanceTimersByTime(25_000)
    expect(events).toEqual([])
    vi.advanceTimersByTime(15_000)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ type: 'failed' })
    expect(worker.terminated).toBe(true)
  })

  it('notices at once a worker whose lock is given back', () => {
    const { events, load, asked } = setUp()
    const worker = load()
    worker.hold('first')
    asked.get('first')!()
    expect(events).toMatchObject([
      { type: 'failed', detail: expect.stringContaining('lock') as string },
    ])
    expect(worker.terminated).toBe(true)
  })

  it('takes no worker for dead because of the lock of an earlier one', () => {
    const { client, events, load, asked } = setUp()
    load().hold('first')
    client.close()
    const second = load()
    asked.get('first')!()
    expect(events).toEqual([])
    expect(second.terminated).toBe(false)
  })

  it('makes nothing for a worker that was ended, nor waits for its lock', () => {
    const { client, load, asked } = setUp()
    const first = load()
    client.close()
    load()
    const { port1: line, port2: fate } = new MessageChannel()
    first.want({ kind: 'helper', line, fate })
    first.hold('first')
    expect(FakeWorker.all.map(({ kind }) => kind)).toEqual(['training', 'training'])
    expect(asked.size).toBe(0)
    line.close()
  })

  it('gives up a worker that answers and has lost its session', () => {
    const { client, events, load } = setUp()
    const worker = load()
    client.send({ type: 'train' })
    vi.advanceTimersByTime(5_000)
    expect(worker.posted.at(-1)).toEqual({ session: 1, command: { type: 'ping' } })
    worker.pong({ holds: 0 })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'failed',
      sentence: expect.stringContaining('lost the experiment it was given') as string,
    })
    expect(worker.terminated).toBe(true)
    load()
    expect(FakeWorker.all).toHaveLength(2)
  })

  it('waits for a worker that has its session, however long a step takes', () => {
    const { events, load } = setUp()
    const worker = load()
    for (let minute = 0; minute < 10; minute++) {
      // Busy for half a minute, then all pings are answered at once.
      vi.advanceTimersByTime(30_000)
      for (let i = 0; i < 6; i++) worker.pong({ isTraining: true, steps: minute })
    }
    expect(events).toEqual([])
    expect(worker.terminated).toBe(false)
  })

  it('gives up a worker that trains for a minute without a step', () => {
    const { events, load } = setUp()
    const worker = load()
    answer(worker, 60, { isTraining: true, steps: 17 })
    expect(events).toEqual([])
    answer(worker, 5, { isTraining: true, steps: 17 })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'failed',
      sentence: expect.stringContaining('stopped making progress') as string,
    })
    expect(worker.terminated).toBe(true)
    vi.advanceTimersByTime(60_000)
    expect(events).toHaveLength(1)
  })

  it('gives up a worker that stays for minutes with one evaluation or answer', () => {
    const { events, load } = setUp()
    const worker = load()
    answer(worker, 300, { isAside: true, steps: 17, asides: 4 })
    expect(events).toEqual([])
    answer(worker, 5, { isAside: true, steps: 17, asides: 4 })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'failed',
      sentence: expect.stringContaining('stopped making progress') as string,
    })
  })

  it('waits for a long evaluation whose pieces are done one by one', () => {
    const { events, load } = setUp()
    const worker = load()
    for (let piece = 0; piece < 20; piece++)
      answer(worker, 250, { isAside: true, steps: 17, asides: piece })
    expect(events).toEqual([])
  })

  it('starts a worker after one that hung with a clean record', () => {
    const { events, load } = setUp()
    answer(load(), 65, { isTraining: true, steps: 0 })
    expect(events).toHaveLength(1)
    const worker = load()
    for (let i = 0; i < 12; i++) {
      vi.advanceTimersByTime(5_000)
      worker.pong({ isTraining: true, steps: 0 }, 2)
    }
    expect(events).toHaveLength(1)
  })

  it('is not put off by commands that a hanging worker is given', () => {
    const { client, events, load } = setUp()
    const worker = load()
    for (let i = 0; i < 13; i++) {
      client.send({ type: 'snapshot' })
      answer(worker, 5, { isTraining: true, steps: 17 })
    }
    expect(events).toHaveLength(1)
  })

  it.each<[string, (worker: FakeWorker, round: number) => void]>([
    ['makes a step', (worker, round) => worker.pong({ isTraining: true, steps: round })],
    ['says something', (worker) => worker.say({ type: 'warning', sentence: 'Storage is full.' })],
    ['rests in between', (worker) => worker.pong({ isTraining: false })],
  ])('waits for a worker that now and then %s', (what, act) => {
    const { events, load } = setUp()
    const worker = load()
    for (let round = 1; round <= 10; round++) {
      answer(worker, 55, { isTraining: true, steps: what === 'makes a step' ? round - 1 : 0 })
      vi.advanceTimersByTime(5_000)
      act(worker, round)
    }
    expect(events.filter(({ type }) => type === 'failed')).toEqual([])
    expect(worker.terminated).toBe(false)
  })

  it('waits without end for a worker that does not train', () => {
    const { events, load } = setUp()
    answer(load(), 3600, { isTraining: false, steps: 17 })
    expect(events).toEqual([])
  })
})
