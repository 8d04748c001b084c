import { afterEach, expect, it, vi } from 'vitest'
import { ExperimentDatabase } from './database'

afterEach(() => void vi.unstubAllGlobals())

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
