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

  /** Opens it ahead of the first write, which a page that is left at once would not live to see. */
  async prepare(): Promise<void> {
    try {
      await this.#open()
    } catch {
      // Whoever writes says so.
    }
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
    const read = chunks.map((chunk) => readChunk(chunk, description.layout))
    const broken = read.indexOf(null)
    const good = (broken < 0 ? read : read.slice(0, broken)) as SavedChunk[]
    return { description, chunks: good, isCut: broken >= 0, snapshot: readSnapshot(snapshot) }
  }

  /**
   * Adds to a record. A name that it was given meanwhile stays, and a seed that it refers to and
   * that is gone is no longer referred to.
   * @returns the description as it is stored now; rejects with a RecordConflict where the record is
   * not the one that is expected
   */
  async write(addition: Addition): Promise<SavedExperiment> {
    const { expects, description } = addition
    const transaction = await this.#transaction('readwrite')
    const experiments = transaction.objectStore('experiments')
    return settled(transaction, async () => {
      const stored = await experiments.get(description.id)
      // Tried once more although it had been written: the browser closed the database just then.
      if (stored?.revision === description.revision) return stored
      if (expects !== null && !stored) throw new RecordConflict('deleted')
      if ((stored ? (stored.revision ?? '') : null) !== expects)
        throw new RecordConflict('elsewhere')
      const before = (description.repeat?.before ?? []).map(({ id }) => experiments.getKey(id))
      const hasAll = (await Promise.all(before)).every((found) => found !== undefined)
      const known = hasAll ? description : { ...description, repeat: null }
      const named = { ...known, name: stored?.name ?? description.name }
      await put(transaction, { ...addition, description: named })
      return named
    })
  }

  /**
   * The same for a page that is being left: it gets no answer any more, so that nothing can be
   * looked up before. Numbers that another page has added to the record make it fail.
   */
  async writeLast(addition: Addition): Promise<void> {
    // One that has to be opened first, as after it was deleted, has no record to add to.
    if (!this.#opened) throw new DOMException('There is no connection.', 'InvalidStateError')
    const transaction = (await this.#opened).transaction(STORES, 'readwrite')
    await settled(transaction, () => put(transaction, addition))
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
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
      this.#opened = undefined
      return (await this.#open()).transaction(STORES, mode)
    }
  }
}

type Writing = IDBPTransaction<Schema, typeof STORES, 'readwrite'>

/** All of an addition, sent at once: a page that is left now would take with it what waits. */
async function put(
  transaction: Writing,
  { description, chunks, thinned, snapshot }: Addition,
): Promise<void> {
  const { id } = description
  const ofChunks = transaction.objectStore('chunks')
  const replaced = thinned && IDBKeyRange.bound([id, thinned.from], [id, thinned.to])
  const writes: (() => Promise<unknown> | undefined)[] = [
    () => replaced && ofChunks.delete(replaced),
    () => thinned && ofChunks.put(thinned.summary),
    ...chunks.map((chunk) => () => ofChunks.add(chunk)),
    () => snapshot && transaction.objectStore('snapshots').put(snapshot),
    () => transaction.objectStore('experiments').put(description),
  ]
  let isSent = true
  // Asynchronous each: what throws at once is then no other than what fails later.
  const sent = writes.map(async (write) => {
    try {
      return write()
    } catch (error) {
      isSent = false
      throw error
    }
  })
  if (isSent) transaction.commit()
  await Promise.all(sent)
}

/** Does all of it or, where something fails, nothing; rejects with what was wrong first. */
async function settled<T>(
  transaction: { readonly done: Promise<void>; readonly abort: () => void },
  work: () => Promise<T>,
): Promise<T> {
  const outcome = await Promise.race([
    work().then(
      (value) => ({ value }),
      (error: unknown) => {
        try {
          transaction.abort()
        } catch {
          // It has been aborted already.
        }
        return { error }
      },
    ),
    aborted(transaction.done),
  ])
  // Of a transaction that the browser has aborted, the transaction says why.
  await transaction.done.catch((error: unknown) => {
    if (!('error' in outcome) || isAbort(outcome.error)) throw error
  })
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

/** Longer than it takes to hear what is wrong of the request that a transaction was aborted for. */
const OF_REQUEST_MS = 100

/**
 * Why a transaction was aborted. Chromium may leave a request of one for which there was no room without
 * any answer: whoever waits for it would wait for ever.
 */
const aborted = (done: Promise<void>) =>
  new Promise<{ readonly error: unknown }>((resolve) => {
    done.catch((error: unknown) => setTimeout(() => resolve({ error }), OF_REQUEST_MS))
  })

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'
