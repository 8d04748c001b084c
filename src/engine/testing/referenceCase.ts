/** Reading the reference trajectories in fixtures/reference; see the README there. */
import { optimizerSpec } from '../../optimizers/specs'
import { defaultValues, type OptionValue, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'

/** A number as the fixtures write it; what is not finite is a string. */
export type Written = number | 'NaN' | 'Infinity' | '-Infinity'

export interface ReferenceRow {
  readonly t: number
  readonly batch: 'full' | readonly number[]
  readonly loss: Written
  readonly gradNormSq: Written
  readonly unclipped?: Written | null
  readonly stepSize: number
  readonly clipped?: boolean
  readonly projected?: boolean
  readonly skipped?: boolean
  readonly weightNorm: number
  /** Absent on most rows of long runs. */
  readonly weights?: readonly Written[]
  /** Weights that tests use, where they are not those of the next gradient. */
  readonly averaged?: readonly Written[]
}

export interface ReferenceCase {
  readonly id: string
  readonly optimizer: string
  readonly options: Readonly<Record<string, OptionValue>>
  readonly maxLrEdits: Readonly<Record<string, number | null>> | null
  readonly problem: {
    readonly kind: 'leastSquares' | 'mlp' | 'quad1d' | 'scripted'
    readonly data: unknown
  }
  readonly batchSize: 'full' | number
  readonly initialWeights: readonly number[]
  readonly initialWeightsAfterConstructor: readonly number[]
  readonly trajectory: readonly ReferenceRow[]
}

const files = import.meta.glob<ReferenceCase>('../../../fixtures/reference/*.json', {
  eager: true,
  import: 'default',
})

export const referenceCases: readonly ReferenceCase[] = Object.values(files)

export function referenceCase(id: string): ReferenceCase {
  const found = referenceCases.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`fixtures/reference has no case "${id}"`)
  return found
}

export interface Configured {
  readonly spec: OptimizerSpec
  readonly values: OptionValues
}

/** Options of the cases that say which rule it is, as the id does here. */
const SAID_BY_ID = ['decoupled', 'amsgrad', 'yogi', 'mode', 'direction', 'base', 'semantics']

/** The app's optimizer and hyperparameters for a case. */
export function configure({ id, optimizer, options }: ReferenceCase): Configured {
  const spec = optimizerSpec(optimizer)
  const own = hyperparametersOf(spec)
  const known = new Set(own.map(({ key }) => key))
  const named = Object.entries(options).filter(([key]) => !SAID_BY_ID.includes(key))
  const unknown = named.filter(([key]) => !known.has(key)).map(([key]) => key)
  if (unknown.length > 0) throw new Error(`${id}: ${optimizer} has no ${unknown.join(', ')}`)
  return { spec, values: { ...defaultValues(own), ...Object.fromEntries(named) } }
}
