import { formatValue } from '../../experiment/optionText'
import { ownRulesIn } from '../../optimizers/ownRules/words'
import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/export/formatFloat32'
import { RATE } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import { stepsTo } from '../../state/sweep/sweepSpread'
import { trialExperiment, trialSteps } from '../../state/sweep/trialExperiment'
import type { SweepBase, SweepPoint } from '../../state/sweep/types'

const HEADER = [
  'optimizer',
  'hyperparameter',
  'rate',
  'seed',
  'train_loss',
  'test_loss',
  'test_accuracy',
  'diverged_at',
  'steps',
  'backend',
] as const

const trial = (value: number | null) => (value === null ? '' : formatFloat32(Math.fround(value)))

/**
 * One row per optimizer, values and seed, in the order of the optimizers; empty where it diverged.
 * `rate` is the one in force. Axes beside the rate have columns of their own at the end, by their
 * names, and so has the way to a target.
 */
export function sweepCsv(base: SweepBase, settings: SweepSettings, points: readonly SweepPoint[]) {
  const { optimizers, target } = settings
  const own = ownRulesIn(optimizers.map((optimizer) => ({ optimizer })))
  const wordOf = (optimizer: string) => own.find(({ id }) => id === optimizer)?.word ?? optimizer
  const axes = [xAxis(settings), ...(settings.y ? [settings.y] : [])].map(({ key }) => key)
  const others = axes.filter((key) => key !== RATE)
  const way = target === undefined ? [] : ['target_accuracy', 'steps_to_target']
  const rows = optimizers.flatMap((optimizer, place) =>
    points
      .filter((point) => point.optimizer === optimizer)
      // The order of the seeds stays.
      .sort((a, b) => {
        const differing = axes.find((key) => a.values[key] !== b.values[key])
        return differing === undefined ? 0 : a.values[differing]! - b.values[differing]!
      })
      .map((point) => {
        const { values, seed, trainLoss, testLoss, testAccuracy, divergedAt, backend } = point
        const { rateKey } = optimizerSpec(optimizer)
        const { hyper } = trialExperiment(base, settings, point).runs[place]!
        const reached = target === undefined ? null : stepsTo(point, target)
        return [
          ...[wordOf(optimizer), rateKey],
          String(values[RATE] ?? formatValue(hyper[rateKey] ?? null)),
          String(seed),
          ...[trainLoss, testLoss, testAccuracy].map(trial),
          divergedAt === null ? '' : String(divergedAt),
          String(trialSteps(base, settings, point)),
          backend ?? '',
          ...others.map((key) => String(values[key])),
          ...(target === undefined ? [] : [String(target), String(reached ?? '')]),
        ]
      }),
  )
  return [[...HEADER, ...others, ...way], ...rows].map((cells) => `${cells.join()}\n`).join('')
}
