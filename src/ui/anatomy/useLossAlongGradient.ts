import { useCallback, useEffect, useMemo } from 'react'
import { findOptimizer } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import { isLive } from '../../state/session/session'
import type { RunView } from '../chartPanels/runViews'

/** Time between two looks while training, and before the first. */
const EVERY_MS = 2000
const FIRST_MS = 200

/** Rates of the other runs that go along the gradient, to be shown beside a run's own step. */
export function useComparisonRates(views: readonly RunView[], of: RunView) {
  const rates = usePlayground((state) =>
    state.runs
      .map(({ current }, run) => {
        const spec = findOptimizer(state.experiment.runs[run]?.optimizer ?? '')
        const isPlain = spec?.alongGradient && !spec.hasUnclipped
        return isPlain ? String(current[spec.rateKey]) : ''
      })
      .join(),
  )
  return useMemo(() => {
    const rateOf = (run: number) => Number(rates.split(',')[run] || NaN)
    return views
      .filter((view) => view.id !== of.id && rateOf(view.run) > 0)
      .map((view) => ({ view, rate: rateOf(view.run) }))
  }, [rates, views, of.id])
}

export interface LossAlongGradientControls {
  readonly ask: () => void
  readonly isPossible: boolean
}

/** Asks for looks along the gradient of a run: by hand, and every two seconds while it trains. */
export function useLossAlongGradient(
  view: RunView,
  rates: readonly number[],
  isAutomatic: boolean,
): LossAlongGradientControls {
  const { lossAlongGradient } = usePlayground((state) => state.actions)
  const isTraining = usePlayground((state) => state.session.phase === 'training')
  const isAsked = usePlayground((state) => state.session.lossAlongGradient.isAsked)
  const isFirst = usePlayground(
    ({ session: { lossAlongGradient } }) =>
      lossAlongGradient.runId !== view.id || !lossAlongGradient.report,
  )
  const isPossible = usePlayground(
    ({ session }) =>
      isLive(session) && session.runIds.includes(view.id) && !session.diverged.has(view.id),
  )
  const { id } = view
  const list = rates.join()
  const ask = useCallback(
    () => lossAlongGradient(id, list === '' ? [] : list.split(',').map(Number)),
    [lossAlongGradient, id, list],
  )
  const isDue = isAutomatic && isTraining && isPossible && !isAsked
  useEffect(() => {
    if (!isDue) return
    const timer = setTimeout(
      () => {
        if (!document.hidden) ask()
      },
      isFirst ? FIRST_MS : EVERY_MS,
    )
    return () => clearTimeout(timer)
  }, [isDue, isFirst, ask])
  return { ask, isPossible: isPossible && !isAsked }
}
