/** Which launches matter, and which of their buffers can share memory. Pure. */

/** One launch as far as memory goes. B is whatever stands for a buffer. */
export interface Use<B> {
  readonly writes: B
  readonly reads: readonly B[]
}

/**
 * The launches on which the results depend, in order. A launch that writes a part of a buffer
 * keeps all earlier ones that write to it.
 */
export function withoutDead<B, U extends Use<B>>(uses: readonly U[], results: Iterable<B>): U[] {
  const needed = new Set(results)
  const kept: U[] = []
  for (const use of uses.toReversed()) {
    if (!needed.has(use.writes)) continue
    for (const buffer of use.reads) needed.add(buffer)
    kept.push(use)
  }
  return kept.reverse()
}

/** From the first launch that touches a buffer to the last, both included. */
export interface Lifetime {
  readonly size: number
  readonly first: number
  readonly last: number
}

export interface Placement<B> {
  /** Bytes of each piece of memory. */
  readonly slots: readonly number[]
  readonly slotOf: ReadonlyMap<B, number>
}

/**
 * Places buffers so that no two that live at the same time share a slot: into the smallest free
 * slot that is large enough, else into the largest free one, which grows, else into a new one.
 */
export function placeBuffers<B>(lifetimes: ReadonlyMap<B, Lifetime>): Placement<B> {
  const slots: number[] = []
  const busyUntil: number[] = []
  const slotOf = new Map<B, number>()
  const inOrder = [...lifetimes].sort(([, a], [, b]) => a.first - b.first)
  for (const [buffer, { size, first, last }] of inOrder) {
    const free = slots.flatMap((bytes, slot) => (busyUntil[slot]! < first ? [{ bytes, slot }] : []))
    free.sort((a, b) => a.bytes - b.bytes)
    const chosen = free.find(({ bytes }) => bytes >= size) ?? free.at(-1)
    const slot = chosen?.slot ?? slots.length
    slots[slot] = Math.max(slots[slot] ?? 0, size)
    busyUntil[slot] = last
    slotOf.set(buffer, slot)
  }
  return { slots, slotOf }
}

/** Lifetimes of the buffers that `sizeOf` gives a size; results live on after the last launch. */
export function lifetimesOf<B>(
  uses: readonly Use<B>[],
  results: Iterable<B>,
  sizeOf: (buffer: B) => number | undefined,
): Map<B, Lifetime> {
  const lifetimes = new Map<B, Lifetime>()
  const touch = (buffer: B, at: number) => {
    const size = sizeOf(buffer)
    if (size === undefined) return
    lifetimes.set(buffer, { size, first: lifetimes.get(buffer)?.first ?? at, last: at })
  }
  uses.forEach(({ writes, reads }, i) => [writes, ...reads].forEach((buffer) => touch(buffer, i)))
  for (const buffer of results) touch(buffer, Infinity)
  return lifetimes
}
