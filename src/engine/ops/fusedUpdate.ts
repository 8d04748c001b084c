import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { FusedRule } from '../../optimizers/fusedRule'
import type { MetricColumn } from '../../spec/metrics'
import { FUSED_METRICS, FUSED_UPDATE } from '../kernels/webgpu/fusedUpdate'
import type { FusedUpdateAttributes } from '../kernels/webgpu/fusedUpdatePlan'
import { completeRow } from '../run/metricRow'
import { STEP_METRICS } from '../run/stepMetrics'
import { createUpdateStep, type UpdateStep, type UpdateStepConfig } from '../run/updateStep'
import { factsBeside } from './factsBeside'
import { hasKernel } from './fastKernel'

/**
 * The update of `createUpdateStep`, as a handful of kernels where the backend has them and the
 * rule exists as WGSL. The outputs are the same to rounding. Metrics that the kernel does not write
 * are computed beside it.
 * @param fused the rule as WGSL; without it the plain update runs
 * @param metrics those that the kernel writes
 */
export function createFastUpdateStep(
  config: UpdateStepConfig,
  fused: FusedRule | undefined,
  metrics: readonly MetricColumn[] = FUSED_METRICS,
): UpdateStep {
  const plain = createUpdateStep(config)
  if (!fused) return plain
  const { optimizer, staticOptions } = config
  const { hasUnclipped } = optimizer
  const place = optimizer.l2(staticOptions)

  const step: UpdateStep = (input) => {
    if (!hasKernel(FUSED_UPDATE)) return plain(input)
    const { parameters, gradient, loss, accuracy, state, hyper } = input
    const l2 = hyper['weightDecay'] ? place : 'rule'
    const keys = new Set([...fused.hyper, ...(l2 === 'rule' ? [] : ['weightDecay']), 'radius'])
    const attributes: FusedUpdateAttributes = {
      stateShapes: state.map(({ shape }) => shape),
      hyper: [...keys],
      l2,
      hasUnclipped,
      metrics,
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
    const updated = next as Tensor1D
    const written = rest.at(-1) as Tensor1D
    const numberOf = (metric: MetricColumn): Scalar =>
      tf.reshape(tf.slice(written, metrics.indexOf(metric), 1), [])
    const facts = factsBeside(input, { updated, numberOf, l2, hasUnclipped })
    return {
      parameters: updated,
      state: rest.slice(0, -1),
      metrics: completeRow(
        written,
        (metric) => metrics.includes(metric),
        (metric) => STEP_METRICS[metric](facts),
      ),
    }
  }
  return (input) => tf.tidy(() => step(input))
}
