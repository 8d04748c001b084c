/** Which optimizers a sweep goes through, as the link lists them. */
import { DEFAULT_OPTIMIZERS } from '../../experiment/defaults'
import type { Experiment } from '../../experiment/experiment'
import { viewValue } from '../../experiment/viewKeys'
import { ownRulesIn } from '../../optimizers/ownRules/words'
import { optimizerSpecs } from '../../optimizers/specs'

/** Of the `view.*` keys, the one that lists the optimizers and opens the panel. */
export const SWEEP_KEY = 'strip'

/**
 * The optimizers of a sweep where nothing else is said: those of an empty link, or of the runs where
 * there are others among them.
 */
export function usualOptimizers({ runs }: Pick<Experiment, 'runs'>): readonly string[] {
  const own = new Set(runs.map(({ optimizer }) => optimizer))
  const hasOthers = [...own].some((id) => !DEFAULT_OPTIMIZERS.includes(id))
  const usual = new Set(hasOthers ? own : DEFAULT_OPTIMIZERS)
  return offeredOptimizers({ runs }).filter((id) => usual.has(id))
}

/** What a sweep can go through: all of the list, and the rules of a person's own among the runs. */
export const offeredOptimizers = ({ runs }: Pick<Experiment, 'runs'>): readonly string[] => [
  ...optimizerSpecs.map(({ id }) => id),
  ...ownRulesIn(runs).map(({ id }) => id),
]

/** Optimizers as a link lists them: a rule of a person's own by the word that it has in tables. */
export function stripOf(optimizers: readonly string[], { runs }: Pick<Experiment, 'runs'>): string {
  const own = ownRulesIn(runs)
  return optimizers.map((id) => own.find((one) => one.id === id)?.word ?? id).join()
}

/** The same read back; what no run has is left out. */
export function stripIn({ view, runs }: Pick<Experiment, 'view' | 'runs'>): readonly string[] {
  const own = ownRulesIn(runs)
  const offered = offeredOptimizers({ runs })
  return (viewValue(view, 'strip') ?? [])
    .map((word) => own.find((one) => one.word === word)?.id ?? word)
    .filter((id) => offered.includes(id))
}

export const isSweepOpen = ({ view }: Pick<Experiment, 'view'>): boolean =>
  viewValue(view, 'strip') !== undefined
