/** Where runs have come to a sudden end, as vertical marks. */
import type { ChartMark } from '../../charts/types'
import type { RunStatus } from '../../state/types'
import type { RunView } from './runViews'

export function divergedMarks(
  views: readonly Pick<RunView, 'run' | 'label' | 'style'>[],
  runs: readonly Pick<RunStatus, 'diverged'>[],
): ChartMark[] {
  return views.flatMap(({ run, label, style }) => {
    const diverged = runs[run]?.diverged
    return diverged ? [{ x: diverged.step, label: `${label} diverged`, color: style.color }] : []
  })
}
