import { describe, expect, it, vi } from 'vitest'
import { type Addition, RecordConflict } from './database'
import type { SavedExperiment } from './records'
import { beyondLimit, MAX_UNNAMED, removable } from './eviction'
import { createStoring } from './writeWithEviction'

const entry = (id: string, updated: number, name = '') => ({ id, name, updated }) as SavedExperiment
const NOBODY = new Set<string>()

describe('what makes room', () => {
  it('is the oldest first, but nothing that has a name or is in use', () => {
    const list = [entry('c', 3), entry('a', 1, 'Mine'), entry('b', 2), entry('d', 4)]
    expect(removable(list, NOBODY)).toEqual(['b', 'c', 'd'])
    expect(removable(list, new Set(['b']))).toEqual(['c', 'd'])
  })

  it('is what is beyond the limit; names do not count', () => {
    const many = Array.from({ length: MAX_UNNAMED + 2 }, (_, i) => entry(`e${i}`, i))
    const named = Array.from({ length: 9 }, (_, i) => entry(`n${i}`, -1 - i, 'Mine'))
    expect(beyondLimit([...many, ...named], NOBODY)).toEqual(['e0', 'e1'])
    expect(beyondLimit([...many, ...named], new Set(['e0']))).toEqual(['e1', 'e2'])
    expect(beyondLimit(many.slice(2), NOBODY)).toEqual([])
  })
})

/** A database with room for so many experiments. */
function smallDatabase(room: number, start: readonly SavedExperiment[] = []) {
  const entries = new Map(start.map((one) => [one.id, one]))
  return {
    entries,
    write: vi.fn(async ({ description }: Addition) => {
      if (!entries.has(description.id) && entries.size >= room)
        throw new DOMException('full', 'QuotaExceededError')
      entries.set(description.id, description)
      return description
    }),
    list: async () => [...entries.values()],
    remove: async (id: string) => void entries.delete(id),
  }
}

const storing = (database: ReturnType<typeof smallDatabase>, inUse = NOBODY) => {
  const onRemoved = vi.fn()
  return { write: createStoring({ database, inUse: async () => inUse, onRemoved }), onRemoved }
}
const addition = (id: string, updated: number) => ({
  description: entry(id, updated),
  expects: null,
  chunks: [],
})

describe('writing', () => {
  it('removes the oldest where the storage is full, and then writes', async () => {
    const database = smallDatabase(3, [entry('a', 1), entry('b', 2, 'Mine'), entry('c', 3)])
    const { write, onRemoved } = storing(database)
    await write(addition('d', 4))
    expect([...database.entries.keys()]).toEqual(['b', 'c', 'd'])
    expect(onRemoved).toHaveBeenCalledOnce()
  })

  it('refuses where only named ones and those of tabs are left, and removes none of them', async () => {
    const database = smallDatabase(2, [entry('a', 1, 'Mine'), entry('b', 2)])
    const { write, onRemoved } = storing(database, new Set(['b']))
    await expect(write(addition('c', 3))).rejects.toThrow('full')
    expect([...database.entries.keys()]).toEqual(['a', 'b'])
    expect(onRemoved).not.toHaveBeenCalled()
  })

  it('passes another error on without removing anything', async () => {
    const database = smallDatabase(9, [entry('a', 1)])
    database.write.mockRejectedValue(new Error('broken'))
    await expect(storing(database).write(addition('b', 2))).rejects.toThrow('broken')
    expect(database.entries.size).toBe(1)
    expect(database.write).toHaveBeenCalledTimes(2)
  })

  it('tries once more what went wrong for another reason, but not where a record has changed', async () => {
    const database = smallDatabase(9)
    database.write.mockRejectedValueOnce(new DOMException('closing', 'InvalidStateError'))
    await storing(database).write(addition('b', 2))
    expect([...database.entries.keys()]).toEqual(['b'])
    database.write.mockRejectedValueOnce(new RecordConflict('deleted'))
    await expect(storing(database).write(addition('b', 3))).rejects.toThrow(RecordConflict)
  })

  it('keeps to the limit, looking once per experiment', async () => {
    const start = Array.from({ length: MAX_UNNAMED }, (_, i) => entry(`e${i}`, i))
    const database = smallDatabase(999, start)
    const list = vi.spyOn(database, 'list')
    const { write } = storing(database)
    await write(addition('new', 1000))
    await write(addition('new', 1001))
    expect(database.entries.size).toBe(MAX_UNNAMED)
    expect(database.entries.has('e0')).toBe(false)
    expect(database.entries.has('new')).toBe(true)
    expect(list).toHaveBeenCalledOnce()
  })
})
