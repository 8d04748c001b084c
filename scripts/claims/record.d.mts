/** What a run of a case came to; null where it diverged. */
export interface RecordedRun {
  readonly label: string
  readonly trainLoss: number | null
  readonly testAccuracy: number | null
}

export interface RecordedCase {
  readonly link: string
  readonly date: string
  readonly seeds: readonly { readonly seed: number; readonly runs: readonly RecordedRun[] }[]
}

export function readCase(id: string): RecordedCase | null
