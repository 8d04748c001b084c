import { formatCount, percent } from '../../charts/format'
import { datasetSpec } from '../../data/specs'
import { fields } from '../../experiment/fields'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { seedAt } from '../../state/seeds/seeds'
import { RATE, type SweepAxis } from '../../state/sweep/sweepAxis'
import { sweepSeeds } from '../../state/sweep/trials'
import type { SweepBase, Trial } from '../../state/sweep/types'
import type { SweepSettings } from '../../state/sweep/sweepSettings'

/** What a sweep is called: over one setting a strip, over two a map. */
export const sweepWord = ({ y }: Pick<SweepSettings, 'y'>): 'strip' | 'map' => (y ? 'map' : 'strip')

/** The same as the name of a file: "Map (CSV)". */
export const sweepTitle = (settings: Pick<SweepSettings, 'y'>): string =>
  settings.y ? 'Map' : 'Strip'

/** "seed 3", "seeds 3 to 5" */
function seedsOf(base: SweepBase, settings: SweepSettings): string {
  const { seed } = base.experiment
  const seeds = sweepSeeds(base, settings)
  return seeds === 1 ? `seed ${seed}` : `seeds ${seed} to ${seedAt(base.experiment, seeds - 1)}`
}

/** What the axis of a sweep is called: "maxLr (ALI-G) or lr (SGD, Adam)". */
export function axisName({ key }: Pick<SweepAxis, 'key'>, optimizers: readonly string[]): string {
  if (key !== RATE) return key
  const specs = optimizers.map(optimizerSpec)
  const keys = [...new Set(specs.map(({ rateKey }) => rateKey))]
  return keys
    .map((one) => {
      const labels = specs.flatMap(({ rateKey, label }) => (rateKey === one ? [label] : []))
      return `${one} (${labels.join(', ')})`
    })
    .join(' or ')
}

/** The same for one optimizer, in a word. */
export const axisWord = ({ key }: Pick<SweepAxis, 'key'>, optimizer: string): string =>
  key === RATE ? optimizerSpec(optimizer).rateKey : key

/** "rate 0.1, noise 0.2" */
export const valuesText = (values: Trial['values']): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')

/** "noise 0 to 0.5" for each axis of its own. */
function axesText({ x, y }: SweepSettings): string {
  const axes = [...(x ? [x] : []), ...(y ? [y] : [])]
  return axes.map(({ key, low, high }) => `; ${key} ${low} to ${high}`).join('')
}

/** What a sweep was trained on, in words. */
export function sweepSettingsText(base: SweepBase, settings: SweepSettings): string {
  const { data, model, examples, batch, noise } = base.experiment
  const { epochs, steps, x, y } = settings
  const isAxis = (key: string) => x?.key === key || y?.key === key
  const wrong =
    noise > 0 && !isAxis(fields.noise.key) ? `, ${percent(100 * noise)} wrong labels` : ''
  const count = isAxis(fields.examples.key) ? '' : `${formatCount(examples)} `
  const batches = isAxis(fields.batch.key) ? '' : `batch ${batch}, `
  const length =
    steps === undefined
      ? `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
      : `${formatCount(steps)} steps`
  return (
    `${modelSpec(model.id).label} on ${count}examples of ${datasetSpec(data.id).label}${wrong}, ` +
    `${batches}${seedsOf(base, settings)}, ${length}${axesText(settings)}`
  )
}
