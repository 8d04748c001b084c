import { optimizerSpec } from '../../optimizers/specs'
import { formatFloat32 } from '../../state/exports/formatFloat32'
import type { StripPoint } from '../../state/strip/strip'

const HEADER = [
  'optimizer',
  'hyperparameter',
  'rate',
  'train_loss',
  'test_loss',
  'test_accuracy',
  'diverged_at',
  'steps',
] as const

const cell = (value: number | null) => (value === null ? '' : formatFloat32(Math.fround(value)))

/** One row per optimizer and rate, in the order of the optimizers; empty where it diverged. */
export function stripCsv(
  points: readonly StripPoint[],
  optimizers: readonly string[],
  steps: number,
): string {
  const rows = optimizers.flatMap((optimizer) =>
    points
      .filter((point) => point.optimizer === optimizer)
      .sort((a, b) => a.rate - b.rate)
      .map(({ rate, trainLoss, testLoss, testAccuracy, divergedAt }) => [
        optimizer,
        optimizerSpec(optimizer).rateKey,
        String(rate),
        ...[trainLoss, testLoss, testAccuracy].map(cell),
        divergedAt === null ? '' : String(divergedAt),
        String(steps),
      ]),
  )
  return [HEADER, ...rows].map((cells) => `${cells.join()}\n`).join('')
}
