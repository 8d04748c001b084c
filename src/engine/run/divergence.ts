import { columnOf, type MetricTable } from '../../spec/metricTable'

/** So many skipped steps in a row end a run. */
export const SKIPPED_LIMIT = 10
/**
 * A mini-batch loss beyond this ends a run. Generous: a classifier that guesses has ln 10, outputs of
 * 0 have a squared error of 0.5 and a hinge loss of 1, and badly tuned runs that a person may want to
 * watch reach a few thousand.
 */
export const LOSS_LIMIT = 1e6

/** Decides from a run's metrics whether it has diverged, and at which step. */
export class DivergenceWatch {
  verdict: { step: number; sentence: string } | null = null
  skippedInARow = 0

  /**
   * Looks at further rows of the run, in order.
   * @returns how many of these rows belong to the run: none after the step that ended it, so
   *   that what is recorded does not depend on when the metrics happened to be read.
   */
  inspect(rows: MetricTable, firstStep: number): number {
    if (this.verdict) return 0
    const losses = columnOf(rows, 'loss')!
    const skipped = columnOf(rows, 'skipped')!
    for (let row = 0; row < losses.length; row++) {
      const loss = losses[row]!
      this.skippedInARow = skipped[row] === 1 ? this.skippedInARow + 1 : 0
      const step = firstStep + row
      if (this.skippedInARow >= SKIPPED_LIMIT)
        this.verdict = {
          step,
          sentence: `Loss or gradient was not a finite number for ${SKIPPED_LIMIT} steps in a row, up to step ${step}. Try a smaller learning rate.`,
        }
      else if (Math.abs(loss) > LOSS_LIMIT && this.skippedInARow === 0)
        this.verdict = {
          step,
          sentence: `The loss reached ${loss.toPrecision(3)} at step ${step}. Try a smaller learning rate.`,
        }
      if (this.verdict) return row + 1
    }
    return losses.length
  }
}
