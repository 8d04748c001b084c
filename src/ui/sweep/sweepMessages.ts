import { percent } from '../../charts/format'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { seedAt } from '../../state/seeds/seeds'
import type { SweepBase } from '../../state/sweep/types'
import type { SweepSettings } from '../../state/sweep/sweepSettings'

/** "seed 3", "seeds 3 to 5" */
function seedsOf(experiment: SweepBase['experiment']): string {
  const { seed, seeds } = experiment
  return seeds === 1 ? `seed ${seed}` : `seeds ${seed} to ${seedAt(experiment, seeds - 1)}`
}

/** What a sweep was trained on, in words. */
export function sweepSettingsText({ experiment }: SweepBase, { epochs }: SweepSettings): string {
  const { data, model, examples, batch, noise } = experiment
  const wrong = noise > 0 ? `, ${percent(100 * noise)} wrong labels` : ''
  return (
    `${modelSpec(model.id).label} on ${examples.toLocaleString('en-US')} examples of ` +
    `${datasetSpec(data.id).label}${wrong}, batch ${batch}, ${seedsOf(experiment)}, ` +
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
  )
}
