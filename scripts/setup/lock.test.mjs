import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withLock } from './lock.mjs'

let folder
let file
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  folder = await mkdtemp(join(tmpdir(), 'lock-'))
  file = join(folder, 'some.lock')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

it('lets one at a time work, and leaves nothing behind', async () => {
  const events = []
  const work = (name) => async () => {
    events.push(`${name} starts`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    events.push(`${name} ends`)
  }
  await Promise.all([withLock(file, 'X', work('one')), withLock(file, 'X', work('two'))])
  expect(events).toHaveLength(4)
  expect(events[1]).toBe(events[0].replace('starts', 'ends'))
  expect(await readdir(folder)).toEqual([])
})

it('frees the lock where the work fails', async () => {
  const failing = withLock(file, 'X', () => Promise.reject(new Error('no network')))
  await expect(failing).rejects.toThrow('no network')
  expect(await readdir(folder)).toEqual([])
})

it.each([
  ['died', async () => writeFile(file, '999999999')],
  [
    'has been silent for minutes',
    async () => {
      await writeFile(file, String(process.pid))
      const before = new Date(Date.now() - 300_000)
      await utimes(file, before, before)
    },
  ],
])('takes over from a process that %s', async (_, leave) => {
  await leave()
  let done = false
  await withLock(file, 'X', async () => {
    done = true
  })
  expect(done).toBe(true)
})
