import { formatShare } from '../../charts/format'
import type { ResultsDifference } from '../../state/sweep/results/compareResults'
import type { SweepResult } from '../../state/sweep/results/types'

const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`

/** "24 trainings, 3 of them diverged." */
export function resultsText(results: readonly SweepResult[]): string {
  const diverged = results.filter(({ divergedAt }) => divergedAt !== null).length
  return `${counted(results.length, 'training')}, ${diverged === 0 ? 'none' : diverged} of them diverged.`
}

/** How far they are from the page's own, where trainings are the same. */
export function differenceText(difference: ResultsDifference): string {
  const { same, divergedOnce, trainLoss, testAccuracy } = difference
  if (same === 0) return 'The page has not trained any of them: run the strip with the same values.'
  const apart =
    trainLoss === null || testAccuracy === null
      ? ''
      : ` Largest difference: ${formatShare(trainLoss)} of the training loss, ` +
        `${Number((100 * testAccuracy).toPrecision(2))} points of the test accuracy.`
  const once = divergedOnce === 0 ? '' : ` ${divergedOnce} diverged on one side alone.`
  return `The page has trained ${same} of them, too.${apart}${once}`
}
