import { expect, it } from 'vitest'
import type { HelperWorker } from './helperLine'
import { HelperPool } from './helperPool'
import type { FromHelper, ToHelper } from './messages'

const CPU = { backend: 'cpu', isRelaxed: false } as const

/** Answers that it is ready. */
class Answering implements HelperWorker {
  onmessage: HelperWorker['onmessage'] = null
  onerror: HelperWorker['onerror'] = null
  lock = ''

  postMessage(message: ToHelper): void {
    if (message.type !== 'start') return
    this.lock = message.lock
    const data: FromHelper = { type: 'ready' }
    queueMicrotask(() => this.onmessage?.({ data } as MessageEvent<FromHelper>))
  }

  terminate(): void {
    this.onmessage = null
  }
}

/** A pool, its workers, and the locks that are asked for, given only by hand. */
function createPool() {
  const workers: Answering[] = []
  const given = new Map<string, () => void>()
  const locks = {
    request: (name: string, give: () => void) => {
      given.set(name, give)
      return Promise.resolve()
    },
  } as unknown as LockManager
  const pool = new HelperPool(() => {
    const worker = new Answering()
    workers.push(worker)
    return worker
  }, locks)
  return { pool, workers, give: (lock: string) => given.get(lock)!() }
}

it('keeps helpers for the next time', async () => {
  const { pool, workers } = createPool()
  expect(await pool.start(2, CPU)).toEqual(await pool.start(2, CPU))
  expect(workers).toHaveLength(2)
})

it('replaces those that are gone', async () => {
  const { pool, workers, give } = createPool()
  const [, second] = await pool.start(2, CPU)
  give(workers[0]!.lock)
  const lines = await pool.start(2, CPU)
  expect(lines[0]).toBe(second)
  expect(lines.map(({ isLost }) => isLost)).toEqual([false, false])
  expect(workers).toHaveLength(3)
})

it('says so where a new one does not start', async () => {
  const { pool, workers } = createPool()
  await pool.start(1, CPU)
  const started = pool.start(2, CPU)
  workers[1]!.onerror?.({ preventDefault: () => undefined, message: 'no' } as ErrorEvent)
  await expect(started).rejects.toThrow('A helper of the training worker stopped unexpectedly.')
})
