/** Every rule in every mode, and numbers for the steps of the tests that are generated for it. */
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import { createStream, type Stream } from '../../random/stream'
import type { NumberOption, OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { NO_LIMIT } from '../run/sentinels'

interface RuleVariant {
  readonly id: string
  /** Modes that are not at their default. */
  readonly staticOptions: OptionValues
}

/** Every rule with every value of its modes; a schedule is none, it writes on the host. */
export const RULE_VARIANTS: readonly RuleVariant[] = optimizerSpecs.flatMap(({ id }) => {
  const own = hyperparametersOf(optimizerSpec(id)).filter(
    ({ kind, key }) => kind !== 'number' && key !== 'schedule',
  )
  const others = own.flatMap((option) => {
    const values = option.kind === 'enum' ? option.values : [true, false]
    return values
      .filter((value) => value !== option.default)
      .map((value) => ({ [option.key]: value }))
  })
  return [{}, ...others].map((staticOptions) => ({ id, staticOptions }))
})

/** The step whose loss is not a finite number, so that it is skipped. */
export const SKIPPED_STEP = 40

/** Moves at every step: switches that are numbers go on and off, limits come and go. */
function hyperAt(option: NumberOption, count: number, t: number, stream: Stream): number {
  const share = stream.uniform()
  switch (option.key) {
    case 'radius':
      // A little below the length of the weights at the start.
      return t % 3 === 0 ? 0.1 * Math.sqrt(count) * (0.95 + 0.03 * share) : NO_LIMIT
    case 'maxLr':
      return t % 10 === 9 ? NO_LIMIT : 0.05 + 0.1 * share
    case 'momentum':
      return t % 25 < 5 ? 0 : 0.9 * share
    case 'weightDecay':
      return t % 2 === 0 ? 0 : 0.01 * share
    case 'minLoss':
      return t % 2 === 0 ? 0 : 0.2 * share
    case 'warmupSteps':
      return 20
    case 'r':
      return 2 * share
  }
  if (option.default === null) return t % 4 === 3 ? 1.1 + share : NO_LIMIT
  // What is below 1 because it is a memory or a share stays as it is.
  if (option.max < 1) return option.default
  const moved = option.default * (0.5 + share)
  const value = option.integer ? Math.round(moved) : moved
  return Math.min(option.max, Math.max(option.min, value))
}

interface StepNumbers {
  readonly hyper: Readonly<Record<string, number>>
  readonly loss: number
  readonly accuracy: number
  readonly gradient: Float32Array
}

/** Numbers of step t for `count` weights: float32 numbers, every one. */
export function stepNumbers(id: string, count: number, t: number): StepNumbers {
  const stream = createStream(7, 'data', t)
  const hyper = Object.fromEntries(
    hyperparametersOf(optimizerSpec(id)).flatMap((option) =>
      option.kind === 'number'
        ? [[option.key, Math.fround(hyperAt(option, count, t, stream))]]
        : [],
    ),
  )
  const scale = 10 ** (-2 * stream.uniform())
  return {
    hyper,
    loss: t === SKIPPED_STEP ? Infinity : Math.fround(0.1 + stream.uniform()),
    accuracy: Math.fround(stream.uniform()),
    gradient: Float32Array.from({ length: count }, () => scale * stream.normal()),
  }
}

/** Weights to start from. */
export function startWeights(count: number): Float32Array {
  const stream = createStream(3, 'weights')
  return Float32Array.from({ length: count }, () => 0.1 * stream.normal())
}
