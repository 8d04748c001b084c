/** In which order a strip is trained: all rates with the first seed, then with the next one. */
import { seedAt } from '../repeat/seeds'
import type { StripBase } from './experiment'
import { stripRates, type StripSettings } from './settings'

/** One rate with one seed: all optimizers in lock-step. */
export interface StripCell {
  readonly rate: number
  readonly seed: number
}

type Base = Pick<StripBase, 'experiment'>

/** Trainings of a strip, each of all optimizers. */
export const cellCount = ({ experiment }: Base, { values }: Pick<StripSettings, 'values'>) =>
  values * experiment.seeds

/**
 * The first seed comes first at every rate, so that the whole picture is there early and further
 * seeds refine it. Undefined past the last one.
 */
export function cellAt(base: Base, settings: StripSettings, at: number): StripCell | undefined {
  if (at >= cellCount(base, settings)) return undefined
  const rates = stripRates(settings)
  return {
    rate: rates[at % rates.length]!,
    seed: seedAt(base.experiment, Math.floor(at / rates.length)),
  }
}

/**
 * What of some points belongs to a strip: those of its cells from the first one on, as far as
 * every optimizer has come.
 */
export function finishedCells<P extends StripCell & { readonly optimizer: string }>(
  base: Base,
  settings: StripSettings,
  points: readonly P[],
): { readonly points: P[]; readonly at: number } {
  const found: P[] = []
  for (let at = 0; ; at++) {
    const cell = cellAt(base, settings, at)
    if (!cell) return { points: found, at }
    const own = settings.optimizers.flatMap(
      (optimizer) =>
        points.find(
          (point) =>
            point.optimizer === optimizer && point.rate === cell.rate && point.seed === cell.seed,
        ) ?? [],
    )
    if (own.length < settings.optimizers.length) return { points: found, at }
    found.push(...own)
  }
}
