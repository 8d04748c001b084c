import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { FusedRule } from '../../optimizers/fusedRule'
import { FUSED_UPDATE } from '../kernels/webgpu/fusedUpdate'
import type { FusedUpdateAttributes } from '../kernels/webgpu/fusedUpdatePlan'
import { createUpdateStep, type UpdateStep, type UpdateStepConfig } from '../run/updateStep'
import { hasKernel } from './fastKernel'

/**
 * The update of `createUpdateStep`, as a handful of kernels where the backend has them and the
 * rule exists as WGSL. The outputs are the same to rounding.
 * @param fused the rule as WGSL; without it the plain update runs
 */
export function createFastUpdateStep(
  config: UpdateStepConfig,
  fused: FusedRule | undefined,
): UpdateStep {
  const plain = createUpdateStep(config)
  if (!fused) return plain
  const { optimizer, staticOptions } = config
  const place = optimizer.l2(staticOptions)

  return (input) => {
    if (!hasKernel(FUSED_UPDATE)) return plain(input)
    const { parameters, gradient, loss, accuracy, state, hyper } = input
    const l2 = hyper['weightDecay'] ? place : 'rule'
    const keys = new Set([...fused.hyper, ...(l2 === 'rule' ? [] : ['weightDecay']), 'radius'])
    const attributes: FusedUpdateAttributes = {
      stateShapes: state.map(({ shape }) => shape),
      hyper: [...keys],
      l2,
      hasUnclipped: optimizer.hasUnclipped,
      scalars: fused.scalars(staticOptions),
      elements: fused.elements(staticOptions),
    }
    const named = Object.fromEntries([
      ...state.map((tensor, i) => [`state${i}`, tensor] as const),
      ...attributes.hyper.map((key) => [key, hyper[key]!] as const),
    ])
    const [next, ...rest] = tf
      .engine()
      .runKernel<Tensor[]>(
        FUSED_UPDATE,
        { parameters, gradient, loss, accuracy, ...named },
        attributes as unknown as tf.NamedAttrMap,
      )
    return {
      parameters: next as Tensor1D,
      state: rest.slice(0, -1),
      metrics: rest.at(-1) as Tensor1D,
    }
  }
}
