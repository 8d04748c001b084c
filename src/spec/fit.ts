/** Examples counted by their loss: what worker and page share. */

/** Upper ends of the bins of losses, a quarter of a decade each; the last bin is open. */
export const LOSS_EDGES: readonly number[] = Array.from({ length: 25 }, (_, i) =>
  // Whole decades are what thresholds are made of: exactly those numbers.
  i % 4 === 0 ? Number(`1e${i / 4 - 4}`) : 10 ** (i / 4 - 4),
)

/** Share of the examples with a loss below one of the edges; null where there are no examples. */
export function shareBelow(counts: Uint32Array, below: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const bins = LOSS_EDGES.indexOf(below) + 1
  return all === 0 ? null : counts.subarray(0, bins).reduce((sum, count) => sum + count, 0) / all
}
