/** How many cores of this machine training may use: a setting of this browser, not of an experiment. */
import { create } from 'zustand'

const KEY = 'alig-playground.cores'
/** In GB. With less the page itself is what needs the room. */
const ENOUGH_MEMORY = 4

/** What a browser tells of its machine; some tell nothing. */
export type Machine = Partial<Pick<Navigator, 'hardwareConcurrency'>> & {
  readonly deviceMemory?: number
}

/** Cores that training can use at most. */
export function coresOf({
  hardwareConcurrency = 1,
  deviceMemory = ENOUGH_MEMORY,
}: Machine): number {
  return deviceMemory < ENOUGH_MEMORY ? 1 : Math.max(1, hardwareConcurrency)
}

/** Of more than two cores one is left to the page. */
export const defaultCores = (all: number): number => (all > 2 ? all - 1 : all)

export interface Cores {
  readonly count: number
  /** Somebody asked for that number. */
  readonly isChosen: boolean
}

/** A number that was kept, where it still can be meant. */
export function keptCores(kept: string | null, all: number): Cores {
  const count = kept === null || kept === '' ? NaN : Number(kept)
  return Number.isInteger(count) && count >= 1 && count <= all
    ? { count, isChosen: true }
    : { count: defaultCores(all), isChosen: false }
}

/** Where the page is slow while all cores train, one is left to it, unless somebody wants them all. */
export const coresBesideSlowPage = ({ count, isChosen }: Cores, all: number): number =>
  isChosen || count < all ? count : Math.max(1, count - 1)

function recalled(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** Absent where there is no browser, as in tests. */
const machine: Machine = typeof navigator === 'undefined' ? {} : navigator

export const allCores = coresOf(machine)

export const useCores = create<Cores>()(() => keptCores(recalled(), allCores))

export function setCores(count: number): void {
  useCores.setState({ count, isChosen: true })
  try {
    localStorage.setItem(KEY, String(count))
  } catch {
    // It is asked for again on the next visit.
  }
}
