/** The rows of the table that sets runs beside each other. */
import { hyperparameterOf } from '../../experiment/edits'
import type { RunConfig } from '../../experiment/experiment'
import { optimizerSpec } from '../../optimizers/specs'
import type { OptionValue, OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { statisticsOf, type Statistic } from '../seeds/seedSpread'
import { totalsOf } from './runTotals'
import type { RunSeries } from './series'

/** Numbers of a run; null where there is none yet. */
export interface RunSummary {
  /** Of single batches, before their update. */
  readonly bestLoss: number | null
  readonly lastLoss: number | null
  /** On the test images, at the last evaluation. */
  readonly accuracy: number | null
  /** At the first evaluation that reached the target. */
  readonly stepsToTarget: number | null
  /** Training time of all runs together until then, without evaluation and pauses. */
  readonly secondsToTarget: number | null
  /** Share of steps on which the clip was active; null for rules without one. */
  readonly clipped: number | null
  readonly stepsPerSecond: number | null
}

const SUMMARY_KEYS = [
  'bestLoss',
  'lastLoss',
  'accuracy',
  'stepsToTarget',
  'secondsToTarget',
  'clipped',
  'stepsPerSecond',
] as const satisfies readonly (keyof RunSummary)[]

/** @param target test accuracy to reach, 0 to 1 */
export function summarise(
  series: RunSeries | undefined,
  { optimizer }: Pick<RunConfig, 'optimizer'>,
  target: number,
): RunSummary {
  const { rows, clipped, bestLoss, lastLoss } = totalsOf(series)
  const reached = series?.evaluations.find(({ accuracy }) => accuracy >= target)
  const seconds = series && series.endStep > 0 ? secondsAt(series, series.endStep) : null
  return {
    bestLoss: rows > 0 && !Number.isNaN(bestLoss) ? bestLoss : null,
    lastLoss: rows > 0 ? lastLoss : null,
    accuracy: series?.evaluations.at(-1)?.accuracy ?? null,
    stepsToTarget: reached?.step ?? null,
    secondsToTarget: series && reached ? secondsAt(series, reached.step) : null,
    clipped: rows > 0 && optimizerSpec(optimizer).hasUnclipped ? clipped / rows : null,
    stepsPerSecond: series && seconds ? series.endStep / seconds : null,
  }
}

/** Summaries of several seeds as one: their medians, and how far they lie apart. */
export interface SeedSummary {
  readonly median: RunSummary
  readonly low: RunSummary
  readonly high: RunSummary
}

/** What a seed has no number for does not count; null where none has one. */
export function summariseSeeds(all: readonly RunSummary[]): SeedSummary {
  const of = (statistic: Statistic) =>
    Object.fromEntries(
      SUMMARY_KEYS.map((key) => {
        const values = all.flatMap((one) => one[key] ?? [])
        return [key, values.length === 0 ? null : statisticsOf(values)[statistic]]
      }),
    ) as unknown as RunSummary
  return { median: of('median'), low: of('low'), high: of('high') }
}

/**
 * Training time after `step` updates. The time of a step is that of its start, so the end of the
 * last one is put a mean step later; within folded steps the start of the bucket counts.
 */
export function secondsAt(series: RunSeries, step: number): number {
  const { seconds, firstStep, endStep, folded } = series
  if (step >= firstStep && step < endStep) return seconds[step - firstStep]!
  if (step >= endStep && seconds.length > 0) {
    const last = seconds[seconds.length - 1]!
    const from = seconds[0]!
    return last + (seconds.length > 1 ? (last - from) / (seconds.length - 1) : 0)
  }
  if (!folded) return 0
  return folded.seconds[Math.floor((step - folded.firstStep) / folded.size)] ?? 0
}

/**
 * The hyperparameters worth naming for each run: its rate, what is not at its default, and what
 * another run of the same optimizer has otherwise.
 */
export function tellingValues(
  runs: readonly { readonly optimizer: string; readonly hyper: OptionValues }[],
): (readonly { readonly key: string; readonly value: OptionValue }[])[] {
  return runs.map((run) => {
    const spec = optimizerSpec(run.optimizer)
    const comparisonRates = runs.filter(({ optimizer }) => optimizer === run.optimizer)
    return hyperparametersOf(spec)
      .filter(
        ({ key }) =>
          key === spec.rateKey ||
          run.hyper[key] !== hyperparameterOf(run, key)!.default ||
          comparisonRates.some(({ hyper }) => hyper[key] !== run.hyper[key]),
      )
      .map(({ key }) => ({ key, value: run.hyper[key] ?? null }))
  })
}
