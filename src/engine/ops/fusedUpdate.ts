import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { specialise } from '../../rules/specialise'
import type { MetricColumn } from '../../spec/metrics'
import { FUSED_METRICS, FUSED_UPDATE } from '../kernels/webgpu/fusedUpdate'
import type { FusedUpdateAttributes } from '../kernels/webgpu/fusedUpdatePlan'
import { completeRow } from '../run/metricRow'
import { STEP_METRICS } from '../run/stepMetrics'
import { createUpdateStep, type UpdateStep, type UpdateStepConfig } from '../run/updateStep'
import { wgslRule, type WgslRule } from '../rules/wgslRule'
import { factsBeside } from './factsBeside'
import { hasKernel } from './fastKernel'

/** Storage buffers that a launch may bind on every device; more than this runs as tfjs operations. */
const MAX_BOUND = 8

/** Buffers of the launch that binds most: weights, gradient, scalars, sums, states and the result. */
const boundBy = ({ levels, vectorStates }: WgslRule) => 4 + levels.length + vectorStates

/**
 * The update of `createUpdateStep`, as a handful of kernels where the backend has them and the
 * rule exists as WGSL. The outputs are the same to rounding. Metrics that the kernel does not write
 * are computed beside it.
 * @param metrics those that the kernel writes
 */
export function createFastUpdateStep(
  config: UpdateStepConfig,
  metrics: readonly MetricColumn[] = FUSED_METRICS,
): UpdateStep {
  const plain = createUpdateStep(config)
  const { optimizer, staticOptions } = config
  const { penalty } = optimizer.rule
  const rule = wgslRule(specialise(optimizer.rule, staticOptions), penalty !== undefined)
  if (!rule || boundBy(rule) > MAX_BOUND) return plain
  const keys = new Set([...rule.options, ...(penalty ? [penalty] : []), 'radius'])

  const step: UpdateStep = (input) => {
    if (!hasKernel(FUSED_UPDATE)) return plain(input)
    const { parameters, gradient, loss, accuracy, state, hyper } = input
    const attributes: FusedUpdateAttributes = {
      stateShapes: state.map(({ shape }) => shape),
      hyper: [...keys],
      ...{ penalty, metrics, rule },
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
    const facts = factsBeside(input, { updated, numberOf, penalty, rule })
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
