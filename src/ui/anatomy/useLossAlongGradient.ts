import { useCallback, useEffect, useMemo, useRef } from 'react'
import { findOptimizer } from '../../optimizers/specs'
import type { OptionValues } from '../../spec/hyperparameter'
import { trainedSettings } from '../../state/experiment/runList'
import { paceOf } from '../../state/session/pace'
import { isLive } from '../../state/session/session'
import { usePlayground } from '../../state/store/store'
import type { RunView } from '../chartPanels/runViews'
import { isLiveMoment, looksCheap, secondsPerStep } from './probePlan'

/** Time between two looks at full speed, and before the first. */
const EVERY_MS = 2000
const FIRST_MS = 200
/** While a value is dragged with training paused, a look follows when it rests. */
const SETTLED_MS = 90

/** A run whose step is the same whatever the loss, and along the gradient. */
export interface ComparisonRate {
  readonly view: RunView
  /** Without its schedule. */
  readonly rate: number
  readonly values: OptionValues
}

/** Of the other runs, to be shown beside a run's own step. */
export function useComparisonRates(
  views: readonly RunView[],
  of: RunView,
): readonly ComparisonRate[] {
  const words = usePlayground((state) =>
    JSON.stringify(
      state.runs.map(({ current }, run) => {
        const spec = findOptimizer(state.experiment.runs[run]?.optimizer ?? '')
        const isPlain = spec?.alongGradient && spec.fixedRateKey !== undefined
        return isPlain ? current : null
      }),
    ),
  )
  return useMemo(() => {
    const all = JSON.parse(words) as (OptionValues | null)[]
    return views.flatMap((view) => {
      const values = all[view.run]
      const rate = values?.[view.spec.fixedRateKey ?? '']
      const isShown = view.id !== of.id && typeof rate === 'number' && rate > 0
      return isShown && values ? [{ view, rate, values }] : []
    })
  }, [words, views, of.id])
}

/** `auto`: while paused or slow; `always`: at full speed every two seconds, too; `off`: by hand. */
export type ProbeMode = 'auto' | 'always' | 'off'

export interface LossAlongGradientControls {
  readonly ask: () => void
  readonly isPossible: boolean
}

/** Asks for looks along the gradient of a run: by hand, and by itself where that costs nobody time. */
export function useLossAlongGradient(
  view: RunView,
  rates: readonly number[],
  mode: ProbeMode,
): LossAlongGradientControls {
  const { lossAlongGradient } = usePlayground((state) => state.actions)
  const phase = usePlayground((state) => state.session.phase)
  const pace = usePlayground(({ experiment }) => paceOf(experiment))
  const isCheap = usePlayground((state) => looksCheap(trainedSettings(state)))
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

  const isMoment =
    mode !== 'off' &&
    isLiveMoment({
      ...{ phase, pace, looksCheap: isCheap },
      secondsPerStep: secondsPerStep(view.series?.seconds),
    })
  // What the picture depends on; the same is looked at once.
  const subject = usePlayground(({ session, runs }) =>
    isMoment
      ? `${session.hashes?.weights} ${session.step} ${JSON.stringify(runs[view.run]?.current)}`
      : '',
  )
  const seen = useRef('')
  const wanted = `${id} ${list} ${subject}`
  const isDue = isMoment && isPossible && !isAsked
  useEffect(() => {
    if (!isDue || seen.current === wanted) return
    const look = () => {
      if (document.hidden) return
      seen.current = wanted
      ask()
    }
    const timer = setTimeout(look, phase === 'training' ? 0 : SETTLED_MS)
    return () => clearTimeout(timer)
  }, [isDue, wanted, ask, phase])

  const isDueAtSpeed =
    mode === 'always' && phase === 'training' && !isMoment && isPossible && !isAsked
  useEffect(() => {
    if (!isDueAtSpeed) return
    const timer = setTimeout(
      () => {
        if (!document.hidden) ask()
      },
      isFirst ? FIRST_MS : EVERY_MS,
    )
    return () => clearTimeout(timer)
  }, [isDueAtSpeed, isFirst, ask])
  return { ask, isPossible: isPossible && !isAsked }
}
