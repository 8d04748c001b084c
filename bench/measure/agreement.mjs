/** Whether engines that should compute the same thing do. */
import { median } from './statistics.mjs'

/** Relative. */
const TOLERANCE = 1e-3

/**
 * Marks the rows whose first losses differ from what most engines found: the first loss, which
 * comes before any update, among all of them; the next two among those with the same rule.
 * @param {{ rule: string, losses?: number[] }[]} rows of one model; `agrees` is added: true,
 *   false, or null where there is nobody to compare with
 */
export function markDisagreement(rows) {
  const measured = rows.filter(({ losses }) => losses?.length)
  for (const row of measured) {
    const verdicts = row.losses.map((loss, step) => {
      const peers = measured.filter(
        (other) =>
          (step === 0 || other.rule === row.rule) && Number.isFinite(other.losses[step] ?? NaN),
      )
      if (peers.length < 2) return null
      const usual = median(peers.map(({ losses }) => losses[step]))
      return Math.abs(loss - usual) <= TOLERANCE * Math.abs(usual)
    })
    row.agrees = verdicts.includes(false) ? false : verdicts[0]
  }
  return rows
}
