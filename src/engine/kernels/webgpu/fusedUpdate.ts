/**
 * Everything that follows the gradient in a training step: L2 term, skipping, the update rule,
 * projection onto the ball and the metrics, in five launches.
 *
 * What was slow: in tfjs operations this is about 45 launches, most of them on single numbers, and
 * a dozen passes over the parameter vector: a third of a 784-128-10 network's step on a software
 * adapter, and bound by the launches themselves on any GPU.
 * Can go when: never, as long as launches cost; `updateStep.ts` and `rules/tfjsRule.ts` hold the
 * definition.
 *
 * The launches: (1) the scalars are joined into one vector; (2) sums of squares of weights and
 * gradient, and other sums that the rule asks for, one share per thread; a launch more for sums that
 * depend on those; (3) the update, with sums of squares of the new weights; (4) the
 * projection, with sums of squares of the move; (5) the metrics. In 3, 4 and 5 every workgroup
 * first adds up the sums of the launch before, which saves a launch each time.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { METRIC_COLUMNS, type MetricColumn } from '../../../spec/metrics'
import { concatSource } from './concat'
import { planOf, type FusedUpdateAttributes } from './fusedUpdatePlan'
import {
  hasSource,
  metricsSource,
  projectSource,
  readsStates,
  sumsSource,
  updateSource,
} from './fusedUpdateShaders'
import { holdFloats, runKernel, type KernelOverride } from './program'
import { makeViews, viewAlignment } from './views'

/**
 * Inputs `parameters`, `gradient` [P], `loss`, `accuracy`, `state0`, `state1`, ... and every
 * hyperparameter named in `hyper`, rank 0; outputs the new parameters, the new states, and the
 * numbers of `metrics`.
 */
export const FUSED_UPDATE = 'AligFusedUpdate'

/** The metrics that the kernel can write. */
export const FUSED_METRICS: readonly MetricColumn[] = METRIC_COLUMNS.filter(hasSource)

export const fusedUpdate: KernelOverride = {
  kernelName: FUSED_UPDATE,
  isNew: true,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const input = (name: string): TensorInfo => {
        const tensor = inputs[name]
        if (!tensor) throw new Error(`The fused update was not given "${name}".`)
        return tensor
      }
      const parameters = input('parameters')
      const gradient = input('gradient')
      if (!holdFloats(backend, Object.values(inputs))) return undefined
      const attributes = attrs as unknown as FusedUpdateAttributes
      const alignment = viewAlignment(backend)
      const plan = planOf(parameters.shape[0] ?? 0, attributes, alignment, tiles)
      const { stateShapes, statesOfVector, statesOfScalar, vectorWidth, stride, gap } = plan

      const scalars = joinScalars([...plan.scalarIndex.keys()].map(input))
      const states = statesOfVector.map((i) => input(`state${i}`))
      const sums: TensorInfo[] = []
      plan.rule.levels.forEach((_, level) => {
        const some = readsStates(plan, level) ? states : []
        const inputs = [parameters, gradient, scalars, ...sums, ...some]
        sums.push(runKernel(backend, sumsSource(plan, level), inputs))
      })
      const updated = runKernel(backend, updateSource(plan), [
        parameters,
        gradient,
        scalars,
        ...sums,
        ...states,
      ])
      const moved = runKernel(backend, projectSource(plan), [parameters, scalars, updated])
      const metrics = runKernel(backend, metricsSource(plan), [input('accuracy'), updated, moved])
      for (const { dataId } of [scalars, ...sums]) backend.disposeData(dataId)

      const stateParts = stateShapes.map((shape, i) => {
        const vector = statesOfVector.indexOf(i)
        const offset =
          vector >= 0
            ? (vector + 1) * stride
            : (statesOfVector.length + 1) * stride + statesOfScalar.indexOf(i) * gap
        return { offset: offset * vectorWidth, shape }
      })
      const whole = { offset: 0, shape: parameters.shape }
      return [
        ...makeViews(backend, moved, [whole], true),
        ...makeViews(backend, updated, stateParts, true),
        metrics,
      ]

      /** Rank-0 tensors as one vector, as many per launch as may be bound. */
      function joinScalars(tensors: readonly TensorInfo[]): TensorInfo {
        const perLaunch = backend.device.limits.maxStorageBuffersPerShaderStage - 1
        let joined: TensorInfo | undefined
        for (let i = 0; i < tensors.length; i += perLaunch) {
          const some = tensors.slice(i, i + perLaunch)
          const sizes = some.map(() => 1)
          joined = runKernel(backend, concatSource(sizes, i, [tensors.length], tiles), some, joined)
        }
        return joined!
      }
    },
}
