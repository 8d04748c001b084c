import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readInWorker, type FileReply, type FileRequest } from './fileReader'

/** Stands in for a Worker: keeps what is posted and lets the test answer. */
class FakeWorker {
  readonly posted: FileRequest[] = []
  terminated = false
  onmessage: ((event: { data: FileReply<string> }) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  onmessageerror: (() => void) | null = null
  postMessage(request: FileRequest) {
    this.posted.push(request)
  }
  terminate() {
    this.terminated = true
  }
  answer(data: FileReply<string>) {
    this.onmessage!({ data })
  }
}

function setUp() {
  const worker = new FakeWorker()
  const progress: unknown[] = []
  const controller = new AbortController()
  const result = readInWorker<string>(new File(['x'], 'a.json'), {
    onProgress: (...words) => progress.push(words),
    signal: controller.signal,
    makeWorker: () => worker as unknown as Worker,
  })
  return { worker, progress, controller, result }
}

describe('the reader of files', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('hands the file over, tells how far it is and ends the worker with the result', async () => {
    const { worker, progress, result } = setUp()
    expect(worker.posted).toMatchObject([{ type: 'read', file: { name: 'a.json' } }])
    worker.answer({ type: 'progress', stage: 'Reading', fraction: 0.5 })
    worker.answer({ type: 'read', value: 'numbers' })
    expect(await result).toEqual({ type: 'read', value: 'numbers' })
    expect(progress).toEqual([['Reading', 0.5]])
    expect(worker.terminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('passes on what is wrong with the file', async () => {
    const { worker, result } = setUp()
    worker.answer({ type: 'refused', sentence: 'It is wrong.' })
    expect(await result).toEqual({ type: 'refused', sentence: 'It is wrong.' })
    expect(worker.terminated).toBe(true)
  })

  it('can be cancelled, and is then gone at once', async () => {
    const { worker, controller, result } = setUp()
    controller.abort()
    expect(await result).toEqual({ type: 'cancelled' })
    expect(worker.terminated).toBe(true)
  })

  it('notices a worker that was killed without an event', async () => {
    const { worker, result } = setUp()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(worker.posted.filter(({ type }) => type === 'ping').length).toBeGreaterThan(2)
    expect(await result).toEqual({ type: 'failed' })
    expect(worker.terminated).toBe(true)
  })

  it('waits for one that shows signs of life', async () => {
    const { worker, result } = setUp()
    for (let i = 0; i < 30; i++) {
      await vi.advanceTimersByTimeAsync(10_000)
      worker.answer({ type: i % 2 ? 'pong' : 'progress', stage: 'Checking', fraction: null })
    }
    expect(worker.terminated).toBe(false)
    worker.answer({ type: 'read', value: 'late' })
    expect(await result).toEqual({ type: 'read', value: 'late' })
  })

  it('ends with a worker that crashed', async () => {
    const { worker, result } = setUp()
    let prevented = false
    worker.onerror!({ preventDefault: () => (prevented = true) })
    expect(await result).toEqual({ type: 'failed' })
    expect(prevented).toBe(true)
  })
})
