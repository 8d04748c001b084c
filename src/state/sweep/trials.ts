/** In which order a sweep is trained: all rates with the first seed, then with the next one. */
import { seedAt } from '../seeds/seeds'
import { sweepRates, type SweepSettings } from './sweepSettings'
import type { SweepBase, Trial } from './types'

type Base = Pick<SweepBase, 'experiment'>

/** Trainings of a sweep, each of all optimizers. */
export const trialCount = ({ experiment }: Base, { values }: Pick<SweepSettings, 'values'>) =>
  values * experiment.seeds

/**
 * The first seed comes first at every rate, so that the whole picture is there early and further
 * seeds refine it. Undefined past the last one.
 */
export function trialAt(base: Base, settings: SweepSettings, at: number): Trial | undefined {
  if (at >= trialCount(base, settings)) return undefined
  const rates = sweepRates(settings)
  return {
    rate: rates[at % rates.length]!,
    seed: seedAt(base.experiment, Math.floor(at / rates.length)),
  }
}

/**
 * What of some points belongs to a sweep: those of its trials from the first one on, as far as
 * every optimizer has come.
 */
export function finishedTrials<P extends Trial & { readonly optimizer: string }>(
  base: Base,
  settings: SweepSettings,
  points: readonly P[],
): { readonly points: P[]; readonly at: number } {
  const found: P[] = []
  for (let at = 0; ; at++) {
    const trial = trialAt(base, settings, at)
    if (!trial) return { points: found, at }
    const pointsOfTrial = settings.optimizers.flatMap(
      (optimizer) =>
        points.find(
          (point) =>
            point.optimizer === optimizer && point.rate === trial.rate && point.seed === trial.seed,
        ) ?? [],
    )
    if (pointsOfTrial.length < settings.optimizers.length) return { points: found, at }
    found.push(...pointsOfTrial)
  }
}
