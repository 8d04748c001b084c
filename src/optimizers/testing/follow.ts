import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { splitHyper } from '../../engine/run/hyper'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import { tfjsRule } from '../../engine/rules/tfjsRule'
import { specialise } from '../../rules/specialise'

export interface FollowSetup {
  readonly spec: OptimizerSpec
  /** Hyperparameters that are not at their defaults. */
  readonly hyper: OptionValues
  readonly start: readonly number[]
  /** One gradient per step, whatever the weights are. */
  readonly gradients: readonly (readonly number[])[]
}

/** Runs a rule alone on prescribed gradients. @returns the weights after each step, and the state */
export async function followRule({ spec, hyper, start, gradients }: FollowSetup) {
  const options = hyperparametersOf(spec)
  const { numbers, staticOptions } = splitHyper(options, { ...defaultValues(options), ...hyper })
  const scalars = Object.fromEntries(
    Object.entries(numbers).map(([key, value]): [string, Scalar] => [key, tf.scalar(value)]),
  )
  const rule = tfjsRule(specialise(spec.rule, staticOptions))
  let parameters: Tensor1D = tf.tensor1d([...start])
  let state: readonly Tensor[] = spec.stateShapes(start.length).map((shape) => tf.zeros([...shape]))
  const weights: number[][] = []
  for (const g of gradients) {
    const next = tf.tidy(() => {
      const gradient: Tensor1D = tf.tensor1d([...g])
      const gradNormSq: Scalar = tf.sum(tf.square(gradient))
      const loss = tf.scalar(1)
      const out = rule({
        parameters,
        gradient,
        loss,
        gradNormSq,
        state,
        hyper: scalars,
      })
      return { parameters: out.parameters, state: [...out.state] }
    })
    tf.dispose([parameters, ...state])
    parameters = next.parameters
    state = next.state
    weights.push(Array.from(await parameters.data()))
  }
  const finalState = await Promise.all(state.map(async (t) => Array.from(await t.data())))
  tf.dispose([parameters, ...state, ...Object.values(scalars)])
  return { weights, state: finalState }
}

/** Follows one of tfjs's own optimizers over the same gradients, as a second reference. */
export async function followStock(
  optimizer: tf.Optimizer,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
): Promise<number[][]> {
  const w = tf.variable(tf.tensor1d([...start]))
  const weights: number[][] = []
  for (const g of gradients) {
    tf.tidy(() => optimizer.applyGradients({ [w.name]: tf.tensor1d([...g]) }))
    weights.push(Array.from(await w.data()))
  }
  w.dispose()
  optimizer.dispose()
  return weights
}

/** Gradients that look like training: of mixed size, with a drift and a zero now and then. */
export function someGradients(steps: number): number[][] {
  return Array.from({ length: steps }, (_, t) => [
    Math.sin(t) + 0.3,
    1e-3 * Math.cos(3 * t),
    t % 4 === 0 ? 0 : -2 / (1 + t),
    10 * Math.sin(0.7 * t),
  ])
}
