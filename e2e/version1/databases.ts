/**
 * A browser's databases as plain JSON, and back. Both functions refer to nothing outside of
 * themselves, so that they run in a page (`page.evaluate`) as well as in Node.
 */

/** Arrays, Blobs and numbers that JSON does not have are objects with a `$type`. */
export type PlainValue =
  string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue }

export interface PlainDatabase {
  readonly name: string
  readonly version: number
  readonly stores: readonly {
    readonly name: string
    readonly keyPath: string | string[]
    readonly records: readonly PlainValue[]
  }[]
}

/** Everything in the databases with these names. */
export async function readDatabases(names: readonly string[]): Promise<PlainDatabase[]> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
  const base64 = (bytes: Uint8Array) =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

  async function toPlain(value: unknown): Promise<PlainValue> {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return { $type: value.constructor.name, base64: base64(bytes) }
    }
    if (value instanceof Blob) {
      const bytes = new Uint8Array(await value.arrayBuffer())
      return { $type: 'Blob', mime: value.type, base64: base64(bytes) }
    }
    if (typeof value === 'number' && !Number.isFinite(value))
      return { $type: 'Number', text: String(value) }
    if (Array.isArray(value)) return Promise.all(value.map(toPlain))
    if (typeof value !== 'object' || value === null) return value as string | boolean | null
    const entries = Object.entries(value).map(
      async ([key, one]) => [key, await toPlain(one)] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  const databases: PlainDatabase[] = []
  for (const name of names) {
    const database = await settled(indexedDB.open(name))
    const stores: PlainDatabase['stores'][number][] = []
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName)
      const keyPath = store.keyPath as string | string[]
      const records = (await toPlain(await settled(store.getAll()))) as PlainValue[]
      stores.push({ name: storeName, keyPath, records })
    }
    databases.push({ name, version: database.version, stores })
    database.close()
  }
  return databases
}

/** Makes the databases, which must not be there yet, with their records. */
export async function writeDatabases(databases: readonly PlainDatabase[]): Promise<void> {
  const arrays = { Float32Array, Float64Array, Uint8Array, Int32Array }

  function fromPlain(value: PlainValue): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return (value as PlainValue[]).map(fromPlain)
    const object = value as { readonly [key: string]: PlainValue }
    const type = object['$type']
    if (type === undefined)
      return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, fromPlain(one)]))
    if (type === 'Number') return Number(object['text'])
    const text = atob(object['base64'] as string)
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    if (type === 'Blob') return new Blob([bytes], { type: object['mime'] as string })
    if (!Object.hasOwn(arrays, type as string))
      throw new Error(`There is no array ${String(type)}.`)
    return new arrays[type as keyof typeof arrays](bytes.buffer)
  }

  for (const { name, version, stores } of databases) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, version)
      request.onupgradeneeded = () => {
        for (const { name: storeName, keyPath } of stores)
          request.result.createObjectStore(storeName, { keyPath })
      }
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
    const names = stores.map((store) => store.name)
    const transaction = database.transaction(names, 'readwrite')
    for (const { name: storeName, records } of stores)
      for (const record of records) transaction.objectStore(storeName).add(fromPlain(record))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error!)
    })
    database.close()
  }
}
