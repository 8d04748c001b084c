/** The browser's database of experiments: IndexedDB, through idb. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
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
  readonly chunk?: SavedChunk
  readonly snapshot?: SavedSnapshot
}

export interface SavedWhole {
  readonly description: SavedExperiment
  /** In the order in which they were written, up to the first that cannot be read. */
  readonly chunks: readonly SavedChunk[]
  readonly snapshot: SavedSnapshot | null
}

const STORES = ['experiments', 'chunks', 'snapshots'] as const

const chunksOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity])

/** Every method rejects where the browser refuses: private windows, a full disk. */
export class ExperimentDatabase {
  #opened: Promise<IDBPDatabase<Schema>> | undefined

  constructor(private readonly name = 'alig-playground') {}

  #open(): Promise<IDBPDatabase<Schema>> {
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
    const transaction = (await this.#open()).transaction(STORES)
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
    return { description, chunks: good, snapshot: readSnapshot(snapshot) }
  }

  async write({ description, chunk, snapshot }: Addition): Promise<void> {
    const transaction = (await this.#open()).transaction(STORES, 'readwrite')
    const writes: Promise<unknown>[] = [transaction.objectStore('experiments').put(description)]
    if (chunk) writes.push(transaction.objectStore('chunks').add(chunk))
    if (snapshot) writes.push(transaction.objectStore('snapshots').put(snapshot))
    // At once, without waiting for answers: a page that is left now would take the write with it.
    transaction.commit()
    await settled(writes, transaction.done)
  }

  /** Changes the name alone. */
  async rename(id: string, name: string): Promise<void> {
    const transaction = (await this.#open()).transaction('experiments', 'readwrite')
    const found = await transaction.store.get(id)
    await settled(found ? [transaction.store.put({ ...found, name })] : [], transaction.done)
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#open()).transaction(STORES, 'readwrite')
    const removals = [
      transaction.objectStore('experiments').delete(id),
      transaction.objectStore('snapshots').delete(id),
      transaction.objectStore('chunks').delete(chunksOf(id)),
    ]
    await settled(removals, transaction.done)
  }

  async clear(): Promise<void> {
    const transaction = (await this.#open()).transaction(STORES, 'readwrite')
    await settled(
      STORES.map((name) => transaction.objectStore(name).clear()),
      transaction.done,
    )
  }
}

/** Where a write fails, both it and the transaction reject: the transaction says why. */
async function settled(writes: readonly Promise<unknown>[], done: Promise<void>): Promise<void> {
  await Promise.all([...writes, done])
}
