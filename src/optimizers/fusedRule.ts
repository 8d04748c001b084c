import type { OptionValues } from '../spec/hyperparameter'

/**
 * An update rule as WGSL, for one kernel that does the whole update. The same mathematics as the
 * rule in `rule.ts`, in the same order; a test holds one to the other.
 *
 * Names that both parts may use: `loss`, `gradNormSq`, and each key of `hyper`, all f32. State
 * tensors are numbered as in the spec's `stateShapes`: `s0`, `s1`, ... before the step, `next0`,
 * `next1`, ... after it. Those of rank 0 belong to `scalars`, the others to `elements`.
 */
export interface FusedRule {
  /** Numeric hyperparameters that the rule reads. */
  readonly hyper: readonly string[]
  /**
   * Statements run once per step. They assign `stepSize`, `unclipped` where the rule has one, and
   * the `next` of every state of rank 0; names they declare are known to `elements`.
   */
  readonly scalars: (staticOptions: OptionValues) => string
  /**
   * Statements run for every few parameters, of type V (f32 or a vector of f32): `w` and `g` are
   * the weights and their gradient. They assign `nextW` and the `next` of every other state.
   */
  readonly elements: (staticOptions: OptionValues) => string
}
