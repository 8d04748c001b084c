/** Writing into the database, with older experiments making room where that is needed. */
import { type Addition, type ExperimentDatabase, RecordConflict } from './database'
import { beyondLimit, removable } from './eviction'
import type { SavedExperiment } from './records'

/** Whether a browser has refused a write because its storage is full. */
export const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError'

export interface StoringSetup {
  readonly database: Pick<ExperimentDatabase, 'write' | 'list' | 'remove'>
  /** Experiments that a tab is at work on; they are never removed. */
  readonly inUse: () => Promise<ReadonlySet<string>>
  readonly onRemoved: () => void
}

/**
 * Writes an addition. The first of a new experiment removes the oldest unnamed ones beyond the
 * limit; where the storage is full, the oldest unnamed ones go until there is room. What else has
 * gone wrong is tried once more: a browser may have closed the database in the middle of it.
 * @returns the description as it is stored; rejects where there is no room and nothing that could make some
 */
export function createStoring({ database, inUse, onRemoved }: StoringSetup) {
  const known = new Set<string>()
  const others = async (id: string) => new Set([...(await inUse()), id])

  const removeAll = async (ids: readonly string[]) => {
    for (const id of ids) await database.remove(id)
    if (ids.length > 0) onRemoved()
  }

  return async function write(addition: Addition): Promise<SavedExperiment> {
    const { id } = addition.description
    let isRepeated = false
    let stored: SavedExperiment
    for (;;) {
      try {
        stored = await database.write(addition)
        break
      } catch (error) {
        if (!isFull(error)) {
          if (isRepeated || error instanceof RecordConflict) throw error
          isRepeated = true
          continue
        }
        const [oldest] = removable(await database.list(), await others(id))
        if (oldest === undefined) throw error
        await removeAll([oldest])
      }
    }
    if (known.has(id)) return stored
    known.add(id)
    // What has been written stays written, whatever becomes of the others.
    await database
      .list()
      .then(async (list) => removeAll(beyondLimit(list, await others(id))))
      .catch((error: unknown) => console.error(error))
    return stored
  }
}
