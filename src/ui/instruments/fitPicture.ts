/** What the picture of the training losses is drawn from. Pure. */
import { LOSS_EDGES, shareBelow } from '../../spec/fit'
import { FITTED_BELOW } from '../../spec/instruments'

/** A part of the examples, from fitted best to not at all. */
export interface FitBand {
  /** "below 0.01", "1 or more" */
  readonly label: string
  /** 0 to 1 */
  readonly share: number
}

/** Shares between the thresholds; null where there are no examples. */
export function bandsOf(counts: Uint32Array): readonly FitBand[] | null {
  const bands: FitBand[] = []
  let before = 0
  for (const below of FITTED_BELOW) {
    const share = shareBelow(counts, below)
    if (share === null) return null
    bands.push({ label: `below ${below}`, share: share - before })
    before = share
  }
  return [...bands, { label: `${FITTED_BELOW.at(-1)} or more`, share: 1 - before }]
}

export interface FitBar {
  /** Where its bin begins and ends, both in decades; the outer bins have a bin's width. */
  readonly from: number
  readonly to: number
  /** Of all examples, right and wrong ones together. */
  readonly right: number
  readonly wrong: number
}

/** The histogram of both groups, as shares of all examples. */
export function barsOf(right: Uint32Array, wrong: Uint32Array): readonly FitBar[] {
  const all = [...right, ...wrong].reduce((sum, count) => sum + count, 0) || 1
  const decade = (edge: number) => Math.log10(LOSS_EDGES[edge]!)
  const width = decade(1) - decade(0)
  return Array.from({ length: LOSS_EDGES.length + 1 }, (_, bin) => {
    const to = bin < LOSS_EDGES.length ? decade(bin) : decade(LOSS_EDGES.length - 1) + width
    return { from: to - width, to, right: right[bin]! / all, wrong: wrong[bin]! / all }
  })
}
