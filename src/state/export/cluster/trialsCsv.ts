/** `trials.csv`: a row for each training, in the order in which the page trains them. */
import { ownRulesIn } from '../../../optimizers/ownRules/words'
import { optimizerSpec } from '../../../optimizers/specs'
import type { ClusterTrial } from './types'

/** Optimizers as tables name them, by id. */
export function wordsOf(trials: readonly ClusterTrial[]): (optimizer: string) => string {
  const own = ownRulesIn(trials)
  return (optimizer) => own.find(({ id }) => id === optimizer)?.word ?? optimizer
}

/** Values beside the rate. */
export const otherValues = ({ values }: Pick<ClusterTrial, 'values'>): [string, number][] =>
  Object.entries(values).filter(([name]) => name !== 'rate')

export function trialsCsv(trials: readonly ClusterTrial[]): string {
  const word = wordsOf(trials)
  const others = [...new Set(trials.flatMap((trial) => otherValues(trial).map(([name]) => name)))]
  const header = ['trial', 'optimizer', 'hyperparameter', 'rate', ...others, 'seed', 'steps']
  const rows = trials.map(({ optimizer, values, seed, experiment }, trial) => [
    trial,
    word(optimizer),
    optimizerSpec(optimizer).rateKey,
    values.rate ?? '',
    ...others.map((name) => values[name] ?? ''),
    seed,
    experiment.steps,
  ])
  return [header, ...rows].map((cells) => `${cells.join()}\n`).join('')
}
