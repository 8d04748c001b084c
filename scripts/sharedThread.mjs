/**
 * Unit tests share a thread, and so its globals and its clock: what a file replaced is put back after
 * it, whether or not it thought of that. Replaced modules stay replaced: ESLint allows them in
 * `*.isolated.test.ts` alone.
 */
import { afterAll, vi } from 'vitest'

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})
