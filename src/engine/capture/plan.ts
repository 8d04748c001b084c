/**
 * How the recordings of one run, or of several in lock-step, become one list of dispatches: which
 * launches the runs share, and where each buffer goes. Pure; nothing is allocated.
 */
import { launchWords } from './lift/launchWords'
import { mergeLaunches, type MergedLaunch } from './lift/mergeLaunches'
import { lifetimesOf, placeBuffers } from './liveness'
import type { MadePart, Part, RecordedLaunch, Recording } from './record'
import type { VirtualBuffer } from './virtualBuffer'

/** Memory of one tensor for runs that stand next to each other. */
export interface Slab {
  /** Place of the first run. */
  readonly first: number
  readonly count: number
  /** Bytes of one run. */
  readonly size: number
  /** Bytes from one run to the next; 0 where all runs have the same numbers. */
  readonly stride: number
}

export interface PlannedLaunch extends MergedLaunch {
  /** As the first of its runs has it. */
  readonly launch: RecordedLaunch
  /** Bytes between runs, for each binding that has a run axis; empty where it is done once for all. */
  readonly strides: ReadonlyMap<number, number>
}

export interface Plan {
  /** For each place the number of its run in the argument. */
  readonly order: readonly number[]
  /** In this order. */
  readonly recordings: readonly Recording[]
  readonly launches: readonly PlannedLaunch[]
  readonly slabOf: ReadonlyMap<VirtualBuffer, Slab>
  readonly slotOf: ReadonlyMap<Slab, number>
  /** Bytes of each piece of memory for what launches make. */
  readonly slots: readonly number[]
  /** What they would take if none shared memory. */
  readonly unshared: number
  /** Memory for the runs' own tensors, where these are to lie together. */
  readonly own: ReadonlyMap<string, Slab>
}

export const slabBytes = ({ count, size, stride }: Slab) =>
  (stride === 0 ? 0 : (count - 1) * stride) + size

/** @param alignment of the start of each run's part, in bytes */
export function planOf(recordings: readonly Recording[], alignment: number): Plan {
  const { order, launches: merged } = mergeLaunches(recordings.map(launchWords))
  const ordered = order.map((run) => recordings[run]!)
  const strideOf = (size: number) => Math.ceil(size / alignment) * alignment
  const own = ownSlabs(ordered, strideOf)
  const slabOf = madeSlabs(ordered, merged, strideOf)
  const slabOfMade = ({ buffer }: MadePart) => slabOf.get(buffer)!
  const launches = merged.map((launch): PlannedLaunch => {
    const recorded = ordered[launch.first]!.launches[launch.index]!
    return { ...launch, launch: recorded, strides: stridesOf(recorded) }
  })
  const uses = launches.map(({ launch: { parts } }) => ({
    writes: slabOfMade(parts[0]),
    reads: parts.slice(1).flatMap((part) => (part.kind === 'made' ? [slabOfMade(part)] : [])),
  }))
  const results = ordered.flatMap(({ outputs }) =>
    outputs.flatMap((part) => (part.kind === 'made' ? [slabOfMade(part)] : [])),
  )
  const lifetimes = lifetimesOf(uses, results, slabBytes)
  const { slots, slotOf } = placeBuffers(lifetimes)
  const unshared = [...lifetimes.values()].reduce((sum, { size }) => sum + size, 0)
  return { order, recordings: ordered, launches, slabOf, slotOf, slots, unshared, own }

  function stridesOf({ parts }: RecordedLaunch): Map<number, number> {
    const strideOfPart = (part: Part) => {
      if (part.kind === 'ofRun') return own.get(part.key)!.stride
      return part.kind === 'made' ? slabOfMade(part).stride : 0
    }
    const isForAll = slabOfMade(parts[0]).stride === 0
    const strides = parts.map((part, binding) => [binding, strideOfPart(part)] as const)
    return new Map(isForAll ? [] : strides.filter(([, stride]) => stride > 0))
  }
}

/** Each of the runs' own tensors, from the first run that has it to the last. */
function ownSlabs(ordered: readonly Recording[], strideOf: (size: number) => number) {
  const slabs = new Map<string, Slab>()
  ordered.forEach(({ ownSizes }, place) => {
    for (const [key, size] of ownSizes) {
      const first = slabs.get(key)?.first ?? place
      slabs.set(key, { first, count: place - first + 1, size, stride: strideOf(size) })
    }
  })
  return slabs
}

/** A slab for all runs whose launch makes a buffer; it has a run axis where its numbers need one. */
function madeSlabs(
  ordered: readonly Recording[],
  merged: readonly MergedLaunch[],
  strideOf: (size: number) => number,
): Map<VirtualBuffer, Slab> {
  type Open = { -readonly [K in keyof Slab]: Slab[K] }
  const slabs = new Map<VirtualBuffer, Open>()
  const giveAxis = (slab: Open) => (slab.stride = strideOf(slab.size))
  for (const { first, count, index } of merged) {
    const makes = (place: number) => ordered[place]!.launches[index]!.parts[0].buffer
    const known = slabs.get(makes(first))
    // Only some of the runs write into what all of them have made.
    if (known) {
      if (known.count !== count) giveAxis(known)
      continue
    }
    const slab = { first, count, size: makes(first).size, stride: 0 }
    if (count === 1) giveAxis(slab)
    for (let place = first; place < first + count; place++) slabs.set(makes(place), slab)
  }
  // What is made from one run's numbers is that run's, also through a buffer that is written twice.
  const hasAxis = (part: Part) =>
    part.kind === 'ofRun' || (part.kind === 'made' && slabs.get(part.buffer)!.stride > 0)
  for (let isSettled = false; !isSettled;) {
    isSettled = true
    for (const { first, index } of merged) {
      const { parts } = ordered[first]!.launches[index]!
      const slab = slabs.get(parts[0].buffer)!
      if (slab.stride > 0 || !parts.some(hasAxis)) continue
      giveAxis(slab)
      isSettled = false
    }
  }
  return slabs
}
