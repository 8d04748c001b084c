import 'fake-indexeddb/auto'
import { afterEach, expect, it, vi } from 'vitest'
import { type Addition, ExperimentDatabase } from './database'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('is prepared without complaint where the browser refuses, and says so to who writes', async () => {
  const open = vi.fn(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  vi.stubGlobal('indexedDB', { open })
  const database = new ExperimentDatabase()
  await expect(database.prepare()).resolves.toBeUndefined()
  expect(open).toHaveBeenCalledOnce()
  await expect(database.list()).rejects.toThrow('denied')
})

const addition = (...sequences: readonly number[]) =>
  ({
    description: { id: 'one', revision: 'first', repeat: null, name: '' },
    expects: null,
    chunks: sequences.map((sequence) => ({ id: 'one', sequence })),
  }) as unknown as Addition

it('says that there is no room although a request of the transaction is never answered', async () => {
  // As Chromium did with the last request of a transaction that it could not commit.
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore) {
    const transaction = this.transaction as unknown as { _abort: (errorName: string) => void }
    queueMicrotask(() => transaction._abort('QuotaExceededError'))
    return new IDBRequest()
  })
  const database = new ExperimentDatabase()
  await expect(database.write(addition())).rejects.toMatchObject({ name: 'QuotaExceededError' })
  await expect(database.write(addition())).resolves.toMatchObject({ id: 'one' })
})

it('says what was wrong with a request, not that its transaction was aborted for it', async () => {
  const twice = new ExperimentDatabase('another').write(addition(1, 1))
  await expect(twice).rejects.toMatchObject({ name: 'ConstraintError' })
})
