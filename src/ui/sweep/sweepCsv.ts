import { ownRulesIn } from '../../optimizers/ownRules/words'
import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { SweepPoint } from '../../state/sweep/types'

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

/** One row per optimizer, rate and seed, in the order of the optimizers; empty where it diverged. */
export function sweepCsv(
  points: readonly SweepPoint[],
  optimizers: readonly string[],
  steps: number,
): string {
  const own = ownRulesIn(optimizers.map((optimizer) => ({ optimizer })))
  const wordOf = (optimizer: string) => own.find(({ id }) => id === optimizer)?.word ?? optimizer
  const rows = optimizers.flatMap((optimizer) =>
    points
      .filter((point) => point.optimizer === optimizer)
      // The order of the seeds stays.
      .sort((a, b) => a.rate - b.rate)
      .map(({ rate, seed, trainLoss, testLoss, testAccuracy, divergedAt, backend }) => [
        wordOf(optimizer),
        optimizerSpec(optimizer).rateKey,
        String(rate),
        String(seed),
        ...[trainLoss, testLoss, testAccuracy].map(trial),
        divergedAt === null ? '' : String(divergedAt),
        String(steps),
        backend ?? '',
      ]),
  )
  return [HEADER, ...rows].map((trials) => `${trials.join()}\n`).join('')
}
