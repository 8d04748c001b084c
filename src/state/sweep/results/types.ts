/** Results of a sweep that was trained elsewhere. */

/** What one training came to, here or there. */
export interface SweepResult {
  /** Id. */
  readonly optimizer: string
  /** What was chosen for it, by name: `rate`, and whatever else differs. */
  readonly values: Readonly<Record<string, number>>
  readonly seed: number
  /** Null where it diverged. */
  readonly trainLoss: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  readonly divergedAt: number | null
}
