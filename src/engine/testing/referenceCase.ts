/** Reading the reference trajectories in fixtures/reference; see the README there. */
import { adamSpec } from '../../optimizers/adam/spec'
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

/** The app's optimizer and hyperparameters for a case; its AdamW is our Adam, decoupled. */
export function configure({ optimizer, options }: ReferenceCase): Configured {
  const spec = optimizer === 'adamw' ? adamSpec : optimizerSpec(optimizer)
  const known = new Set(hyperparametersOf(spec).map((option) => option.key))
  const named = Object.entries(options).filter(([key]) => known.has(key))
  const decay = optimizer === 'adamw' ? { decay: 'decoupled' } : {}
  return {
    spec,
    values: { ...defaultValues(hyperparametersOf(spec)), ...Object.fromEntries(named), ...decay },
  }
}
