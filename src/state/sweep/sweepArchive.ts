/**
 * The latest sweeps, kept in the browser as they are trained: a reload, a closed panel or other
 * settings in between lose the one training that was under way, and nothing else.
 */
import * as v from 'valibot'
import { MAX_OWN_ID } from '../../optimizers/ownRules/codec'
import { completedKey } from './sweepKey'
import { RATE } from './sweepAxis'
import type { SweepArchive, SweepPoint } from './types'

/** Strips over the rate, in the form that they have always had. */
const KEY = 'alig-playground.strips'
/** All others, apart: a tab with an earlier version of the page drops what it cannot read. */
const MORE_KEY = 'alig-playground.sweeps'

/** Sweeps that are kept under each; the oldest makes room. */
const MOST = 6

const finite = v.pipe(v.number(), v.finite())
const step = v.pipe(v.number(), v.integer(), v.minValue(0))
const share = v.pipe(finite, v.minValue(0), v.maxValue(1))
const point = v.object({
  optimizer: v.pipe(v.string(), v.maxLength(MAX_OWN_ID)),
  /** Instead of `values` where the rate is the only one. */
  rate: v.exactOptional(v.pipe(finite, v.gtValue(0))),
  values: v.exactOptional(v.record(v.string(), finite)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  trainLoss: v.nullable(finite),
  testLoss: v.nullable(finite),
  testAccuracy: v.nullable(share),
  divergedAt: v.nullable(step),
  backend: v.nullable(v.picklist(['webgpu', 'wasm', 'webgl', 'cpu'])),
  bests: v.exactOptional(v.array(v.tuple([step, share]))),
})
const schema = v.array(v.object({ key: v.string(), points: v.array(point) }))

type Kept = v.InferOutput<typeof schema>

type KeptPoint = v.InferOutput<typeof point>

/** As earlier versions of the page read it. */
function keptPoint({ values, bests, ...point }: SweepPoint): KeptPoint {
  const { [RATE]: rate, ...others } = values
  const isPlain = rate !== undefined && Object.keys(others).length === 0
  return {
    ...point,
    ...(isPlain ? { rate } : { values }),
    ...(bests ? { bests: bests.map(([at, accuracy]) => [at, accuracy]) } : {}),
  }
}

function readPoint({ rate, values, ...point }: KeptPoint): SweepPoint[] {
  const known = values ?? (rate === undefined ? undefined : { [RATE]: rate })
  return known ? [{ ...point, values: known }] : []
}

type Place = Pick<Storage, 'getItem' | 'setItem'>

/** Whether a kept sweep is the one with this key. */
function isOf(key: string): (one: Kept[number]) => boolean {
  const completed = completedKey(key)
  return (one) => one.key === key || completedKey(one.key) === completed
}

/** @param place throws where a browser has no storage for the page */
export function createSweepArchive(place: () => Place): SweepArchive {
  /** Other tabs write too: read again each time, and whatever is no list of sweeps is none. */
  const all = (list: string): Kept => {
    try {
      const parsed = v.safeParse(schema, JSON.parse(place().getItem(list) ?? '[]'))
      return parsed.success ? parsed.output : []
    } catch {
      return []
    }
  }
  return {
    read: (key) =>
      [KEY, MORE_KEY].flatMap((list) => all(list).find(isOf(key))?.points ?? []).flatMap(readPoint),
    write: (key, written) => {
      const isSame = isOf(key)
      const points = written.map(keptPoint)
      const list = points.every(({ values, bests }) => !values && !bests) ? KEY : MORE_KEY
      const others = all(list).filter((one) => !isSame(one))
      // Where there is no room for all, there may be for the latest.
      for (const count of [MOST - 1, 0]) {
        try {
          const kept = [{ key, points }, ...others.slice(0, count)]
          place().setItem(list, JSON.stringify(kept))
          return true
        } catch {
          continue
        }
      }
      return false
    },
  }
}
