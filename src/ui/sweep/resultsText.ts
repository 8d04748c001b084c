import { formatShare } from '../../charts/format'
import type { ResultsDifference } from '../../state/sweep/results/compareResults'
import type { SweepResult } from '../../state/sweep/results/types'
import { shownName, shownValue, type Shown } from './mapModel'
import type { MapDifference } from './resultsMaps'

const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`

/** "24 trainings, 3 of them diverged." */
export function resultsText(results: readonly SweepResult[]): string {
  const diverged = results.filter(({ divergedAt }) => divergedAt !== null).length
  return `${counted(results.length, 'training')}, ${diverged === 0 ? 'none' : diverged} of them diverged.`
}

const points = (share: number) => `${Number((100 * share).toPrecision(2))} points`

/**
 * How far they are from the page's own, where trainings are the same.
 * @param kind what would show them: "strip", "map"
 */
export function differenceText(difference: ResultsDifference, kind: string): string {
  const { same, divergedOnce, trainLoss, testAccuracy } = difference
  if (same === 0)
    return `The page has not trained any of them: run the ${kind} with the same values.`
  const apart =
    trainLoss === null || testAccuracy === null
      ? ''
      : ` Largest difference: ${formatShare(trainLoss)} of the training loss, ` +
        `${points(testAccuracy)} of the test accuracy.`
  const once = divergedOnce === 0 ? '' : ` ${divergedOnce} diverged on one side alone.`
  return `The page has trained ${same} of them, too.${apart}${once}`
}

const gapText = (shown: Shown, by: number): string => {
  if (shown === 'accuracy') return points(by)
  return shown === 'loss' ? formatShare(by) : `${shownValue(shown, by)} steps`
}

/** How far a map of a file is from the page's own, where cells are the same. */
export function mapDifferenceText(
  { same, lostOnce, largest }: MapDifference,
  shown: Shown,
  names: { readonly x: string; readonly y: string },
): string {
  if (same === 0) return 'The page has trained none of these cells.'
  const both = `${counted(same, 'cell')} ${same === 1 ? 'is' : 'are'} in both`
  const apart = !largest
    ? '.'
    : largest.by === 0
      ? ', with the same numbers.'
      : `. Largest difference of their ${shownName(shown)}: ${gapText(shown, largest.by)}, at ` +
        `${names.x} ${largest.x}, ${names.y} ${largest.y}.`
  const once = lostOnce === 0 ? '' : ` ${lostOnce} of them failed on one side alone.`
  return `${both}${apart}${once}`
}
