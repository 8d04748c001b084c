/** The browser's database of experiments: IndexedDB, through idb. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import {
  readChunk,
  readDescription,
  readSnapshot,
  type SavedChunk,
  type SavedExperiment,
  type SavedSnapshot,
} from './records'

interface Schema extends DBSchema {
  experiments: { key: string; value: SavedExperiment }
  chunks: { key: [string, number]; value: SavedChunk }
  snapshots: { key: string; value: SavedSnapshot }
}

/** What is written in one go: all of it or nothing. */
export interface Addition {
  readonly description: SavedExperiment
  /** Revision of the record that this goes on from; null where there is none yet. */
  readonly expects: string | null
  readonly chunks: readonly SavedChunk[]
  /** A chunk with summaries, in place of those from one sequence to another, both included. */
  readonly thinned?: { readonly summary: SavedChunk; readonly from: number; readonly to: number }
  readonly snapshot?: SavedSnapshot
}

/** A record is no longer what its writer left: going on would make a hole in it. */
export class RecordConflict extends Error {
  /** @param reason somebody has deleted it, or another page has written to it */
  constructor(readonly reason: 'deleted' | 'elsewhere') {
    super(`the record was ${reason === 'deleted' ? 'deleted' : 'written elsewhere'}`)
  }
}

export interface SavedWhole {
  readonly description: SavedExperiment
  /** In the order in which they were written, up to the first that cannot be read. */
  readonly chunks: readonly SavedChunk[]
  /** There are chunks that cannot be read. */
  readonly isCut: boolean
  readonly snapshot: SavedSnapshot | null
}

const STORES = ['experiments', 'chunks', 'snapshots'] as const

const chunksOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity])

/** Every method rejects where the browser refuses: private windows, a full disk. */
export class ExperimentDatabase {
  #opened: Promise<IDBPDatabase<Schema>> | undefined

  constructor(private readonly name = 'alig-playground') {}

  #open(): Promise<IDBPDatabase<Schema>> {
    // Some browsers have none in a private window, whatever the type says.
    if (!(globalThis.indexedDB as IDBFactory | null | undefined))
      return Promise.reject(new DOMException('There is no database.', 'SecurityError'))
    this.#opened ??= openDB<Schema>(this.name, 1, {
      upgrade: (database) => {
        database.createObjectStore('experiments', { keyPath: 'id' })
        database.createObjectStore('chunks', { keyPath: ['id', 'sequence'] })
        database.createObjectStore('snapshots', { keyPath: 'id' })
      },
      // A newer page wants to change the database: it must not wait for this one.
      blocking: () => this.#close(),
      terminated: () => (this.#opened = undefined),
    })
    this.#opened.catch(() => (this.#opened = undefined))
    return this.#opened
  }

  #close(): void {
    void this.#opened?.then((database) => database.close())
    this.#opened = undefined
  }

  /** What can be read, the latest first. */
  async list(): Promise<SavedExperiment[]> {
    const all: unknown[] = await (await this.#open()).getAll('experiments')
    return all
      .flatMap((found) => readDescription(found) ?? [])
      .sort((a, b) => b.updated - a.updated)
  }

  async describe(id: string): Promise<SavedExperiment | null> {
    return readDescription(await (await this.#open()).get('experiments', id))
  }

  async read(id: string): Promise<SavedWhole | null> {
    const transaction = await this.#transaction('readonly')
    const [found, snapshot, chunks] = await Promise.all([
      transaction.objectStore('experiments').get(id),
      transaction.objectStore('snapshots').get(id),
      transaction.objectStore('chunks').getAll(chunksOf(id)),
    ])
    const description = readDescription(found)
    if (!description) return null
    const read = chunks.map(readChunk)
    const broken = read.indexOf(null)
    const good = (broken < 0 ? read : read.slice(0, broken)) as SavedChunk[]
    return { description, chunks: good, isCut: broken >= 0, snapshot: readSnapshot(snapshot) }
  }

  /**
   * Adds to a record. A name that it was given meanwhile stays, and a seed that it refers to and
   * that is gone is no longer referred to.
   * @returns rejects with a RecordConflict where the record is not the one that is expected
   */
  async write(addition: Addition): Promise<void> {
    const { description, expects } = addition
    const isFirst = expects === null && (description.repeat?.before ?? []).length === 0
    if (!isFirst) return this.#writeChecked(addition)
    const transaction = await this.#transaction('readwrite')
    // Nothing is looked up, so that it is on its way at once: the page may be left any moment.
    const writes = settled(transaction, () => writeAll(transaction, addition, description))
    await writes.catch((error: unknown) => {
      // Tried once more although it had been written?
      if (!isNamed(error, 'ConstraintError')) throw error
      return this.#writeChecked(addition)
    })
  }

  async #writeChecked(addition: Addition): Promise<void> {
    const { description, expects } = addition
    const transaction = await this.#transaction('readwrite')
    const experiments = transaction.objectStore('experiments')
    await settled(transaction, async () => {
      const before = description.repeat?.before ?? []
      const [stored, ...seeds] = await Promise.all([
        experiments.get(description.id),
        ...before.map((seed) => experiments.getKey(seed.id)),
      ])
      // Tried once more although it had been written: the browser closed the database just then.
      if (stored?.revision === description.revision) return
      if (expects !== null && !stored) throw new RecordConflict('deleted')
      if ((stored ? (stored.revision ?? '') : null) !== expects)
        throw new RecordConflict('elsewhere')
      await writeAll(transaction, addition, {
        ...description,
        name: stored?.name ?? description.name,
        repeat: seeds.includes(undefined) ? null : description.repeat,
      })
    })
  }

  /** Changes the name alone. */
  async rename(id: string, name: string): Promise<void> {
    const transaction = await this.#transaction('readwrite')
    const experiments = transaction.objectStore('experiments')
    await settled(transaction, async () => {
      const found = await experiments.get(id)
      return found && experiments.put({ ...found, name })
    })
  }

  async remove(id: string): Promise<void> {
    const transaction = await this.#transaction('readwrite')
    await settled(transaction, () =>
      Promise.all([
        transaction.objectStore('experiments').delete(id),
        transaction.objectStore('snapshots').delete(id),
        transaction.objectStore('chunks').delete(chunksOf(id)),
      ]),
    )
  }

  async clear(): Promise<void> {
    const transaction = await this.#transaction('readwrite')
    await settled(transaction, () =>
      Promise.all(STORES.map((name) => transaction.objectStore(name).clear())),
    )
  }

  /** Where the browser has closed the database, as for one that was deleted, it is opened again. */
  async #transaction<Mode extends 'readonly' | 'readwrite'>(mode: Mode) {
    try {
      return (await this.#open()).transaction(STORES, mode)
    } catch (error) {
      if (!isNamed(error, 'InvalidStateError')) throw error
      this.#opened = undefined
      return (await this.#open()).transaction(STORES, mode)
    }
  }
}

type Writing = IDBPTransaction<Schema, typeof STORES, 'readwrite'>

/** @param described as the description is to be stored */
async function writeAll(
  transaction: Writing,
  { description: { id }, expects, chunks, thinned, snapshot }: Addition,
  described: SavedExperiment,
): Promise<void> {
  const experiments = transaction.objectStore('experiments')
  const ofChunks = transaction.objectStore('chunks')
  const replaced = thinned && IDBKeyRange.bound([id, thinned.from], [id, thinned.to])
  const issued: Promise<unknown>[] = []
  // Where one throws at once, nobody waits for those before it.
  const issue = (request: Promise<unknown>) => {
    request.catch(() => undefined)
    issued.push(request)
  }
  if (replaced) issue(ofChunks.delete(replaced))
  if (thinned) issue(ofChunks.put(thinned.summary))
  for (const chunk of chunks) issue(ofChunks.add(chunk))
  if (snapshot) issue(transaction.objectStore('snapshots').put(snapshot))
  issue(expects === null ? experiments.add(described) : experiments.put(described))
  // Without waiting for the answers, which a page that is left no longer gets.
  transaction.commit()
  await Promise.all(issued)
}

/** Does all of it or, where something fails, nothing; rejects with what was wrong first. */
async function settled(
  transaction: { readonly done: Promise<void>; readonly abort: () => void },
  work: () => Promise<unknown>,
): Promise<void> {
  const failed = await work().then(
    () => null,
    (error: unknown) => {
      try {
        transaction.abort()
      } catch {
        // It has been aborted already.
      }
      return { error }
    },
  )
  // Of a transaction that the browser has aborted, the transaction says why.
  await transaction.done.catch((error: unknown) => {
    if (!failed || isNamed(failed.error, 'AbortError')) throw error
  })
  if (failed) throw failed.error
}

const isNamed = (error: unknown, name: string) =>
  error instanceof DOMException && error.name === name
