import type { Rule } from '../rules/types'
import type { NumberOption, OptionSpec, OptionValues } from './hyperparameter'

/** Under which heading an optimizer is offered. */
export type OptimizerGroup = 'paper' | 'baselines' | 'polyak' | 'rateFree' | 'classics' | 'yours'

/** The headings, in the order of the page. */
export const OPTIMIZER_GROUPS: Readonly<Record<OptimizerGroup, string>> = {
  paper: 'This paper',
  baselines: 'Its baselines',
  polyak: 'Polyak steps',
  rateFree: 'Without a rate',
  classics: 'Classics',
  yours: 'Yours',
}

/** Host-side description of an optimizer; pure data that the page and the link codec read. */
export interface OptimizerSpec {
  /** Word in links, and in the `optimizer` column but for a rule of a person's own. */
  readonly id: string
  readonly label: string
  readonly group: OptimizerGroup
  /** What it does, in one line. */
  readonly summary: string
  /** What has to hold for the rule to work as promised. */
  readonly premise: string
  /** Absent for a rule that somebody typed. */
  readonly reference?: { readonly text: string; readonly url: string }
  /** The update itself, from which everything below follows. */
  readonly rule: Rule
  /** Own hyperparameters; `radius`, which every run has, is added by `hyperparametersOf`. */
  readonly hyperparameters: readonly OptionSpec[]
  /** The hyperparameter that sweeps and advice are about: the limit, or the learning rate. */
  readonly rateKey: string
  /** The hyperparameter that the step size is cut to, where there is one. */
  readonly limitKey: string | undefined
  /** The hyperparameter that is the step size, where nothing else decides it. */
  readonly fixedRateKey: string | undefined
  /** True where the rule reports a step size before a limit acts. */
  readonly hasUnclipped: boolean
  /** True where the step size depends on the loss. */
  readonly usesLoss: boolean
  /** True where a step, but for momentum, goes along the negative gradient. */
  readonly alongGradient: boolean
  /** Shapes of the optimizer state for P parameters; fixed, whatever the hyperparameters are. */
  readonly stateShapes: (parameterCount: number) => readonly (readonly number[])[]
  /** Factor on `lr` at a step (0-based) for rules with a schedule; absent means constant. */
  readonly scheduleFactor?: (values: OptionValues, step: number, stepsPerEpoch: number) => number
  /** A sentence of warning about these values, or undefined. */
  readonly warning?: (values: OptionValues) => string | undefined
}

/** Radius of the ball that every run is projected onto after each step. */
export const radiusOption: NumberOption = {
  kind: 'number',
  key: 'radius',
  default: null,
  min: 1e-6,
  max: 1e6,
  slider: { min: 0.1, max: 1000 },
  scale: 'log',
  nullable: true,
  help: 'After every step the weights are pulled back into the ball ‖w‖ ≤ radius around 0.',
}

/** All hyperparameters of a run of this optimizer, in the order of its card. */
export function hyperparametersOf(spec: OptimizerSpec): readonly OptionSpec[] {
  return [...spec.hyperparameters, radiusOption]
}

/** The hyperparameter that sweeps and advice are about. */
export const rateOptionOf = (spec: OptimizerSpec): OptionSpec | undefined =>
  hyperparametersOf(spec).find(({ key }) => key === spec.rateKey)
