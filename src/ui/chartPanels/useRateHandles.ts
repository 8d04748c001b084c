import type { LimitHandle } from '../../charts/LimitHandles'
import { formatNumber } from '../../experiment/optionText'
import type { NumberOption } from '../../spec/hyperparameter'
import { rateOptionOf, type OptimizerSpec } from '../../spec/optimizer'
import { usePlayground } from '../../state/store/store'
import { nearestStop, stopsOf } from '../controls/sliderStops'
import type { RunView } from './runViews'

/**
 * The option that a drag in the chart changes: the one that the card's wide slider has, where it is a
 * step size itself and so has a place on the axis.
 */
export function rateOption(spec: OptimizerSpec): NumberOption | undefined {
  if (spec.rateKey !== spec.limitKey && spec.rateKey !== spec.fixedRateKey) return undefined
  const option = rateOptionOf(spec)
  return option?.kind === 'number' ? option : undefined
}

/** A value as the slider has it: the same drag makes the same edits in both places. */
function sliderValue(option: NumberOption, value: number): number {
  const stops = stopsOf(option)
  return stops[nearestStop(stops, value)]!
}

/**
 * Grips for maxLr, lr and the like of the runs that are shown, at the values of their controls. What a drag
 * changes goes the way of the slider, which thins out the edits.
 */
export function useRateHandles(views: readonly RunView[], isShown: boolean): LimitHandle[] {
  const runs = usePlayground((state) => state.runs)
  const { setHyper } = usePlayground((state) => state.actions)
  if (!isShown) return []
  return views.flatMap(({ id, spec, style, label }) => {
    const option = rateOption(spec)
    const value = runs.find((run) => run.id === id)?.current[spec.rateKey]
    if (!option || typeof value !== 'number') return []
    const name = `${spec.rateKey} ${formatNumber(value)}`
    return [
      {
        id: `${id} ${spec.rateKey}`,
        value,
        label: spec.hasUnclipped ? name : `${label} ${name}`,
        color: style.color,
        onChange: (wanted: number) => {
          const next = sliderValue(option, wanted)
          if (next !== value) setHyper(id, spec.rateKey, next)
        },
      },
    ]
  })
}
