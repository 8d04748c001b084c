import fc from 'fast-check'
import { decodeLink } from '../link'
import { hostileLinks } from './hostileLinks'
import { type Fault, faultOf } from './soundness'

export interface FuzzFigures {
  readonly links: number
  /** Links that were taken for links to an experiment. */
  readonly read: number
  /** Links with something to tell about. */
  readonly told: number
  readonly faults: Readonly<Record<Fault, number>>
  /** The shortest link with each fault. */
  readonly shortest: Readonly<Partial<Record<Fault, string>>>
}

/** Links between two reports. */
const BATCH = 10_000

/** Reads hostile links, the same ones for the same seed. */
export function fuzzLinks(
  count: number,
  seed: number,
  onProgress: (figures: FuzzFigures) => void = () => undefined,
): FuzzFigures {
  const faults = { exception: 0, 'outside the schema': 0, 'round trip': 0, notices: 0 }
  const shortest: Partial<Record<Fault, string>> = {}
  let [links, read, told] = [0, 0, 0]
  const figures = () => ({ links, read, told, faults, shortest })
  while (links < count) {
    const numRuns = Math.min(BATCH, count - links)
    for (const link of fc.sample(hostileLinks, { numRuns, seed: seed + links / BATCH })) {
      const fault = faultOf(link)
      links++
      if (fault === undefined) {
        const { isLink, notices } = decodeLink(link)
        if (isLink) read++
        if (notices.length > 0) told++
        continue
      }
      faults[fault]++
      if (link.length < (shortest[fault]?.length ?? Infinity)) shortest[fault] = link
    }
    onProgress(figures())
  }
  return figures()
}
