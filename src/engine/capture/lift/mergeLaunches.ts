/** Which launches of several runs can be one. Pure. */

/** One launch for `count` runs that stand next to each other. */
export interface MergedLaunch {
  /** Place of the first run, in `order`. */
  readonly first: number
  readonly count: number
  /** Which launch of each of them it is. */
  readonly index: number
}

export interface Merged {
  /** The runs, by their number in the argument: those that do the same stand together. */
  readonly order: readonly number[]
  readonly launches: readonly MergedLaunch[]
}

/**
 * Runs go together as long as their launches are the same, and part where they differ for good.
 * @param runs for each run what its launches do, one word each; the same words say that with
 *   numbers of another run it is the same launch
 */
export function mergeLaunches(runs: readonly (readonly string[])[]): Merged {
  const order: number[] = []
  const launches: MergedLaunch[] = []
  const follow = (members: readonly number[], start: number): void => {
    const first = order.length
    let index = start
    for (; ; index++) {
      const words = new Set(members.map((run) => runs[run]![index]))
      if (words.size > 1 || words.has(undefined)) break
      launches.push({ first, count: members.length, index })
    }
    const byWord = new Map<string | undefined, number[]>()
    for (const run of members) {
      const word = runs[run]![index]
      byWord.set(word, [...(byWord.get(word) ?? []), run])
    }
    for (const [word, same] of byWord) {
      if (word === undefined) order.push(...same)
      else follow(same, index)
    }
  }
  if (runs.length > 0) follow([...runs.keys()], 0)
  return { order, launches }
}
