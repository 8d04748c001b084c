/** A sweep that was trained elsewhere beside the page's own. */
import type { SweepResult } from './types'

export interface ResultsDifference {
  /** Trainings that are in both. */
  readonly same: number
  /** Of those, how many diverged on one side alone. */
  readonly divergedOnce: number
  /** Largest relative difference of the training loss; null where no two numbers meet. */
  readonly trainLoss: number | null
  /** Largest difference of the test accuracy, as a share. */
  readonly testAccuracy: number | null
}

/** Equal for values of which one has been written with fewer digits. */
export const sixDigits = (value: number): number => Number(value.toPrecision(6))

/**
 * The same for the same training.
 * @param leftOut name of a value that does not count
 */
function cellOf({ optimizer, values, seed }: SweepResult, leftOut?: string): string {
  const named = Object.entries(values)
    .filter(([name]) => name !== leftOut)
    .map(([name, value]) => `${name} ${sixDigits(value)}`)
    .sort()
  return [optimizer, seed, ...named].join()
}

const largest = (a: number | null, b: number) => Math.max(a ?? 0, b)

export function compareResults(
  there: readonly SweepResult[],
  here: readonly SweepResult[],
): ResultsDifference {
  const own = new Map(here.map((result) => [cellOf(result), result]))
  // Tables name the rate also where it stays as it is.
  const leftOut = here.some(({ values }) => 'rate' in values) ? undefined : 'rate'
  let [same, divergedOnce] = [0, 0]
  let trainLoss: number | null = null
  let testAccuracy: number | null = null
  for (const result of there) {
    const match = own.get(cellOf(result, leftOut))
    if (!match) continue
    same++
    if ((result.divergedAt === null) !== (match.divergedAt === null)) divergedOnce++
    if (result.trainLoss !== null && match.trainLoss !== null) {
      const apart = Math.abs(result.trainLoss - match.trainLoss)
      trainLoss = largest(trainLoss, apart === 0 ? 0 : apart / Math.abs(match.trainLoss))
    }
    if (result.testAccuracy !== null && match.testAccuracy !== null)
      testAccuracy = largest(testAccuracy, Math.abs(result.testAccuracy - match.testAccuracy))
  }
  return { same, divergedOnce, trainLoss, testAccuracy }
}
