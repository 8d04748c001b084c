import { encodeLink } from '../../experiment/link'
import { sweepView, xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { axisValues } from '../../state/sweep/sweepAxis'
import { trialSteps } from '../../state/sweep/trialExperiment'
import type { SweepBase, SweepPoint } from '../../state/sweep/types'

/** A sweep with all its numbers; the link is that of the experiment with the sweep in it. */
export function sweepJson(
  base: SweepBase,
  settings: SweepSettings,
  points: readonly SweepPoint[],
): string {
  const said = Object.entries(sweepView(settings, base.experiment))
  const view = Object.fromEntries(
    said.flatMap(([key, text]) => (text === null ? [] : [[key, text]])),
  )
  const axes = [xAxis(settings), ...(settings.y ? [settings.y] : [])]
  const whole = {
    format: 'alig-playground-sweep',
    version: 1,
    link: `#${encodeLink({ ...base.experiment, view })}`,
    optimizers: settings.optimizers,
    axes: axes.map((axis) => ({ key: axis.key, scale: axis.scale, values: axisValues(axis) })),
    ...(settings.target === undefined ? {} : { target: settings.target }),
    trials: points.map((point) => ({ ...point, steps: trialSteps(base, settings, point) })),
  }
  return `${JSON.stringify(whole, null, 1)}\n`
}
