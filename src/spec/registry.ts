/** Things by their id: the one form of every list that is asked for something by its id. */
export interface Registry<T> {
  /** In the order of the list. */
  readonly ids: readonly string[]
  readonly find: (id: string) => T | undefined
  /** @throws RangeError where there is none of that id; ids out of a link are checked before */
  readonly get: (id: string) => T
}

/** @param what one of them is, for messages */
export function createRegistry<T>(
  what: string,
  entries: Iterable<readonly [id: string, entry: T]>,
): Registry<T> {
  const list = [...entries]
  const byId = new Map(list)
  const ids = list.map(([id]) => id)
  if (byId.size < list.length) throw new Error(`An id of these is not unique: ${ids.join(', ')}.`)
  return {
    ids,
    find: (id) => byId.get(id),
    get: (id) => {
      const found = byId.get(id)
      if (found === undefined) throw new RangeError(`There is no ${what} "${id}".`)
      return found
    },
  }
}

/** The registry of things that know their id. */
export const registryOf = <T extends { readonly id: string }>(
  what: string,
  list: readonly T[],
): Registry<T> =>
  createRegistry(
    what,
    list.map((one) => [one.id, one] as const),
  )
