import type { NumberOption, OptionSpec, OptionValues } from './hyperparameter'

/** Host-side description of an update rule; pure data that the page and the link codec read. */
export interface OptimizerSpec {
  /** Word in links and in the `optimizer` column. */
  readonly id: string
  readonly label: string
  /** Own hyperparameters; `radius`, which every run has, is added by `hyperparametersOf`. */
  readonly hyperparameters: readonly OptionSpec[]
  /** The rule in one line of plain text. */
  readonly formula: string
  /** What has to hold for the rule to work as promised. */
  readonly premise: string
  readonly reference: { readonly text: string; readonly url: string }
  /**
   * Learning rate that a clip or a schedule is measured against: the hyperparameter that the
   * step-size chart draws beside the step (`maxLr` or `lr`).
   */
  readonly rateKey: string
  /** True where the rule reports a step of loss / (|g|^2 + eps) that it then clips to its rate. */
  readonly hasUnclipped: boolean
  /** True where a step, but for momentum, goes along the negative gradient. */
  readonly alongGradient: boolean
  /**
   * Where the L2 term of `weightDecay` goes. `gradient`: lambda w is added to the gradient only;
   * `objective`: loss and gradient both include lambda |w|^2 / 2; `rule`: the rule does it itself.
   */
  readonly l2: (values: OptionValues) => 'gradient' | 'objective' | 'rule'
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
