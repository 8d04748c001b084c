import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { seedAt } from '../../state/repeat/seeds'
import type { StripBase } from '../../state/strip/experiment'
import type { StripSettings } from '../../state/strip/settings'

/** "seed 3", "seeds 3 to 5" */
function seedsOf(experiment: StripBase['experiment']): string {
  const { seed, seeds } = experiment
  return seeds === 1 ? `seed ${seed}` : `seeds ${seed} to ${seedAt(experiment, seeds - 1)}`
}

/** What a strip was trained on, in words. */
export function stripWords({ experiment }: StripBase, { epochs }: StripSettings): string {
  const { data, model, examples, batch, noise } = experiment
  const wrong = noise > 0 ? `, ${100 * noise} % wrong labels` : ''
  return (
    `${modelSpec(model.id).label} on ${examples.toLocaleString('en-US')} examples of ` +
    `${datasetSpec(data.id).label}${wrong}, batch ${batch}, ${seedsOf(experiment)}, ` +
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
  )
}
