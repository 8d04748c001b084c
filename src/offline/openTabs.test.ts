import { expect, it } from 'vitest'
import { heldFiles, holdFile } from './openTabs'

it('finds the files that tabs hold among all locks', async () => {
  const held: { name: string; mode: string | undefined }[] = [
    { name: 'alig-playground 1-2-3', mode: 'exclusive' },
  ]
  const locks = {
    request: async (name: string, { mode }: LockOptions) => void held.push({ name, mode }),
    query: async () => ({ held }),
  } as unknown as LockManager
  holdFile('https://host/assets/page-1.js', locks)
  holdFile('https://host/assets/page-1.js', locks)
  expect(await heldFiles(locks)).toEqual(Array(2).fill('https://host/assets/page-1.js'))
  expect(held.at(-1)!.mode).toBe('shared')
})
