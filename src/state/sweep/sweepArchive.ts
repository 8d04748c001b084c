/**
 * The latest sweeps, kept in the browser as they are trained: a reload, a closed panel or other
 * settings in between lose the one training that was under way, and nothing else.
 */
import * as v from 'valibot'
import { MAX_OWN_ID } from '../../optimizers/ownRules/codec'
import { completedKey } from './sweepKey'
import type { SweepArchive } from './types'

const KEY = 'alig-playground.strips'

/** Strips that are kept; the oldest makes room. */
const MOST = 6

const finite = v.pipe(v.number(), v.finite())
const point = v.object({
  optimizer: v.pipe(v.string(), v.maxLength(MAX_OWN_ID)),
  rate: v.pipe(finite, v.gtValue(0)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  trainLoss: v.nullable(finite),
  testLoss: v.nullable(finite),
  testAccuracy: v.nullable(v.pipe(finite, v.minValue(0), v.maxValue(1))),
  divergedAt: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  backend: v.nullable(v.picklist(['webgpu', 'wasm', 'webgl', 'cpu'])),
})
const schema = v.array(v.object({ key: v.string(), points: v.array(point) }))

type Kept = v.InferOutput<typeof schema>

type Place = Pick<Storage, 'getItem' | 'setItem'>

/** Whether a kept sweep is the one with this key. */
function isOf(key: string): (one: Kept[number]) => boolean {
  const completed = completedKey(key)
  return (one) => one.key === key || completedKey(one.key) === completed
}

/** @param place throws where a browser has no storage for the page */
export function createSweepArchive(place: () => Place): SweepArchive {
  /** Other tabs write too: read again each time, and whatever is no list of sweeps is none. */
  const all = (): Kept => {
    try {
      const parsed = v.safeParse(schema, JSON.parse(place().getItem(KEY) ?? '[]'))
      return parsed.success ? parsed.output : []
    } catch {
      return []
    }
  }
  return {
    read: (key) => all().find(isOf(key))?.points ?? [],
    write: (key, points) => {
      const isSame = isOf(key)
      const others = all().filter((one) => !isSame(one))
      // Where there is no room for all, there may be for the latest.
      for (const count of [MOST - 1, 0]) {
        try {
          const kept = [{ key, points }, ...others.slice(0, count)]
          place().setItem(KEY, JSON.stringify(kept))
          return true
        } catch {
          continue
        }
      }
      return false
    },
  }
}
