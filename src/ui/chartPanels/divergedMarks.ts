/** Where runs have come to a sudden end, as vertical marks. */
import type { ChartMark } from '../../charts/types'
import type { Session } from '../../state/session/session'
import type { RunView } from './runViews'

export function divergedMarks(
  views: readonly Pick<RunView, 'id' | 'label' | 'style'>[],
  runs: Session['diverged'],
): ChartMark[] {
  return views.flatMap(({ id, label, style }) => {
    const diverged = runs.get(id)
    return diverged ? [{ x: diverged.step, label: `${label} diverged`, color: style.color }] : []
  })
}
