/**
 * Who does which steps of which run. Between two barriers every run does the same number of
 * steps, and these are cut into equal shares: where the runs are no multiple of the helpers, one
 * that is cut does its first steps with one helper and its last ones with the next (McNaughton's
 * wrap-around rule). Its early steps come first with the one and its late steps last with the
 * other, so that nobody waits where steps cost the same.
 */
import type { RunId } from '../../spec/runId'

/** Steps of one run that one helper does: from `from` to before `to`, counted from the window on. */
export interface Part {
  readonly run: RunId
  readonly from: number
  readonly to: number
  /** The helper that goes on with the run afterwards, if it is another one. */
  readonly passTo?: number
}

export interface WindowPlan {
  /** Of each helper, in the order in which it does them. */
  readonly parts: readonly (readonly Part[])[]
  /** The helper that has each run when the window is done. */
  readonly places: ReadonlyMap<RunId, number>
}

/** The fewest steps whose shares are whole ones. */
export function smallestWindow(runs: number, helpers: number): number {
  return helpers / greatestDivisor(runs, helpers)
}

/**
 * @param places the helper that has each run
 * @param helpers at most as many as runs
 * @param isMirrored every other window: a run that was passed on begins where it has arrived
 */
export function planWindow(
  places: ReadonlyMap<RunId, number>,
  helpers: number,
  steps: number,
  isMirrored: boolean,
): WindowPlan {
  const runs = [...places.keys()]
  const cuts = Array.from({ length: helpers + 1 }, (_, k) =>
    Math.round((k * runs.length * steps) / helpers),
  )
  // Fewer runs than before leave some of the helpers with nothing but a run to pass on.
  const involved = Math.max(helpers, ...[...places.values()].map((place) => place + 1))
  const none = () => Array.from({ length: involved }, (): Part[] => [])
  const [passed, early, whole, late] = [none(), none(), none(), none()]
  const after = new Map<RunId, number>()

  runs.forEach((run, index) => {
    const [start, end] = [index * steps, (index + 1) * steps]
    const first = cuts.findLastIndex((cut) => cut <= start)
    const cut = cuts[first + 1]!
    const isCut = cut < end
    let begins = first
    if (!isCut) {
      whole[first]!.push({ run, from: 0, to: steps })
      after.set(run, first)
    } else {
      const [left, right] = [first, first + 1]
      begins = isMirrored ? left : right
      const ends = isMirrored ? right : left
      const middle = isMirrored ? cut - start : end - cut
      early[begins]!.push({ run, from: 0, to: middle, passTo: ends })
      late[ends]!.push({ run, from: middle, to: steps })
      after.set(run, ends)
    }
    const has = places.get(run)!
    if (has !== begins) passed[has]!.push({ run, from: 0, to: 0, passTo: begins })
  })
  return {
    parts: passed.map((first, k) => [...first, ...early[k]!, ...whole[k]!, ...late[k]!]),
    places: after,
  }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
