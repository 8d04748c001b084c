import { useMemo } from 'react'
import { dataShape } from '../../data/specs'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { sweepSpreads, type SweepSpread } from '../../state/sweep/sweepSpread'
import { useSweep } from '../../state/sweep/useSweep'

/** Test accuracy of guessing, on the data of the sweep on the page; below any where there is none. */
export const useGuess = (): number =>
  useSweep(({ base }) => (base ? 1 / dataShape(base.experiment.data).classNames.length : -Infinity))

/** What the sweep on the page has come to so far, over its seeds. */
export function useSpreads(settings: SweepSettings): readonly SweepSpread[] {
  const points = useSweep((state) => state.points)
  const guess = useGuess()
  const { y, target } = settings
  const list = settings.optimizers.join()
  const [x, yKey] = [xAxis(settings).key, y?.key]
  return useMemo(
    () => sweepSpreads(points, list.split(','), { x, y: yKey, guess, target }),
    [points, list, x, yKey, guess, target],
  )
}
