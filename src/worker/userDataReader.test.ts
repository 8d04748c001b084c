import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readUserFiles, type UserDataReply, type UserDataRequest } from './userDataReader'

/** Stands in for the worker: keeps what is posted and lets the test answer. */
class FakeWorker {
  readonly posted: UserDataRequest[] = []
  terminated = false
  onmessage: ((event: { data: UserDataReply }) => void) | null = null
  onerror: ((event: { preventDefault: () => void }) => void) | null = null
  onmessageerror: (() => void) | null = null
  postMessage(request: UserDataRequest) {
    this.posted.push(request)
  }
  terminate() {
    this.terminated = true
  }
}

const request = { files: [], unreadable: [], source: 'four files' }
const answer = { type: 'refused', sentence: 'There is no file to read.' } as const
const ignore = () => undefined

function start(signal?: AbortSignal) {
  const worker = new FakeWorker()
  const result = readUserFiles(
    request,
    { onProgress: ignore, ...(signal ? { signal } : {}) },
    () => worker as unknown as Worker,
  )
  return { worker, result }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('reading files in a worker', () => {
  it('gives the answer and ends the worker', async () => {
    const { worker, result } = start()
    expect(worker.posted).toEqual([{ type: 'read', ...request }])
    worker.onmessage!({ data: answer })
    expect(await result).toEqual(answer)
    expect(worker.terminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('notices a worker that was killed without an event, and the next one reads', async () => {
    const { worker, result } = start()
    worker.onmessage!({ data: { type: 'progress', stage: 'Reading the images', fraction: 0.5 } })
    vi.advanceTimersByTime(70_000)
    expect(await result).toMatchObject({
      type: 'refused',
      sentence: expect.stringMatching(/stopped reading/) as string,
    })
    expect(worker.posted.some(({ type }) => type === 'ping')).toBe(true)
    expect(worker.terminated).toBe(true)
    const next = start()
    next.worker.onmessage!({ data: answer })
    expect(await next.result).toEqual(answer)
  })

  it('waits for one that is slow and alive', async () => {
    const { worker, result } = start()
    for (let minute = 0; minute < 5; minute++) {
      vi.advanceTimersByTime(50_000)
      worker.onmessage!({ data: { type: 'pong' } })
    }
    expect(worker.terminated).toBe(false)
    worker.onmessage!({ data: answer })
    expect(await result).toEqual(answer)
  })

  it('is cancelled at once, whatever the worker does', async () => {
    const cancel = new AbortController()
    const { worker, result } = start(cancel.signal)
    cancel.abort()
    expect(await result).toEqual({ type: 'cancelled' })
    expect(worker.terminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says so where the worker fails', async () => {
    const { worker, result } = start()
    worker.onerror!({ preventDefault: ignore })
    expect(await result).toMatchObject({ type: 'refused' })
  })
})
