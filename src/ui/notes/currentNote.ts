export interface Shown {
  /** Keys of the notes that there were. */
  readonly known: readonly string[]
  /** Key of the one in sight; null while there is none. */
  readonly current: string | null
}

export const NONE: Shown = { known: [], current: null }

/**
 * Which note is in sight after the list has changed: the first of those that are new, or else the
 * one that was, or else what has taken its place.
 */
export function afterChange({ known, current }: Shown, keys: readonly string[]): Shown {
  const added = keys.find((key) => !known.includes(key))
  if (added !== undefined) return { known: keys, current: added }
  if (current !== null && keys.includes(current)) return { known: keys, current }
  const next = known.slice(current === null ? 0 : known.indexOf(current)).find(isIn(keys))
  return { known: keys, current: next ?? keys.at(-1) ?? null }
}

const isIn = (keys: readonly string[]) => (key: string) => keys.includes(key)

/** The note before or after the one in sight, round and round. */
export function stepped({ known, current }: Shown, by: number): Shown {
  if (known.length === 0) return NONE
  const at = current === null ? 0 : known.indexOf(current)
  return { known, current: known[(at + by + known.length) % known.length]! }
}
