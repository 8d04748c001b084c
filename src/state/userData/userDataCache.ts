/**
 * Own data kept by the browser for the next visit, in a database beside that of the experiments.
 * Best effort: without room or without the database, the page asks for the files again.
 */
import { type DBSchema, openDB } from 'idb'
import * as v from 'valibot'
import { type LoadedUserData, MOST_HELD } from './userDataStore'

interface Schema extends DBSchema {
  sets: { key: string; value: { sha256: string; at: number; summary: unknown; packed: Blob } }
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(1))
const shares = v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))
const paths = v.array(v.string())
const origin = v.object({
  kind: v.picklist(['idx', 'cifar', 'folder']),
  train: paths,
  test: paths,
  firstLabel: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
const split = v.object({
  name: v.string(),
  use: v.picklist(['training', 'test', 'left out']),
  count: v.number(),
})
const leftOut = v.object({ reason: v.string(), names: v.array(v.string()), count: v.number() })
const counts = v.array(v.number())
const classCounts = v.object({ train: counts, test: counts })
const summary = v.object({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  input: v.object({ height: whole, width: whole, channels: whole }),
  classNames: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(100)),
  trainCount: whole,
  testCount: whole,
  heldOut: v.boolean(),
  mean: shares,
  std: shares,
  notes: v.array(v.string()),
  source: v.string(),
  origin: v.optional(v.nullable(origin), null),
  // What the browser kept before these were noted has none of them.
  splits: v.optional(v.array(split), []),
  leftOut: v.optional(v.array(leftOut), []),
  classCounts: v.optional(v.nullable(classCounts), null),
})
const stored = v.object({ summary, packed: v.instance(Blob) })

const open = () =>
  openDB<Schema>('alig-playground-own', 1, {
    upgrade: (database) => {
      database.createObjectStore('sets', { keyPath: 'sha256' })
    },
  })

/** Keeps it, in place of those that were kept first. */
export async function cacheUserData({ summary, packed }: LoadedUserData): Promise<void> {
  try {
    const database = await open()
    const { sha256 } = summary
    await database.put('sets', { sha256, at: Date.now(), summary, packed })
    const all = await database.getAll('sets')
    const old = all.sort((a, b) => b.at - a.at).slice(MOST_HELD)
    await Promise.all(old.map((one) => database.delete('sets', one.sha256)))
    database.close()
  } catch {
    // A full disk or a private window: the files can be chosen again.
  }
}

export async function recallUserData(sha256: string): Promise<LoadedUserData | null> {
  try {
    const database = await open()
    const found = v.safeParse(stored, await database.get('sets', sha256))
    database.close()
    return found.success ? found.output : null
  } catch {
    return null
  }
}

/** Bytes that are kept. */
export async function keptUserData(): Promise<number> {
  const database = await open()
  const all = await database.getAll('sets')
  database.close()
  return all.reduce((sum, { packed }) => sum + packed.size, 0)
}

/** What the page has at hand is at hand until it is left. */
export async function forgetUserData(): Promise<void> {
  const database = await open()
  await database.clear('sets')
  database.close()
}
