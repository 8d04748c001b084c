import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOfRule } from '../../optimizers/defineOptimizer'
import { parseRule } from '../../rules/parseRule'
import { tameRules } from '../../rules/testing/ruleTexts'
import { createStep64 } from '../../rules/testing/step64'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import { programsDuring, takeErrors, useWebgpuKernels } from '../kernels/webgpu/testing/harness'
import { GPU_TILES } from '../kernels/webgpu/tiles'
import { createFastUpdateStep } from '../ops/fusedUpdate'
import { splitHyper } from '../run/hyper'
import { createUpdateStep, type UpdateStep } from '../run/updateStep'
import { hyperTensors } from '../testing/run'

const RULES = 30

const NUMBERS = [0.5, -1, 2, 0.25, 0.125, -0.5, 1.5, 0.75]
const GRADIENT = [0.1, 0.05, -0.3, 0.4, 1, -1, 0.2, -0.7]
const LOSS = 0.7

/** Made of nothing but its rule. */
function specOf(text: string): OptimizerSpec {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(`${parsed.errors[0]!.message}\n${text}`)
  return { ...partsOfRule(parsed.rule), id: 'random' } as unknown as OptimizerSpec
}

async function weightsAfter(
  update: UpdateStep,
  spec: OptimizerSpec,
  values: OptionValues,
  count: number,
): Promise<number[]> {
  const weights = tf.tidy(() => {
    const parameters: Tensor1D = tf.tensor1d(NUMBERS.slice(0, count))
    const state = spec.stateShapes(count).map((shape) => tf.zeros([...shape]))
    const hyper = hyperTensors(splitHyper(hyperparametersOf(spec), values).numbers)
    const gradient: Tensor1D = tf.tensor1d(GRADIENT.slice(0, count))
    const [loss, accuracy] = [tf.scalar(LOSS), tf.scalar(0)]
    const next = update({ parameters, state, hyper, loss, accuracy, gradient })
    return tf.concat([next.parameters, ...next.state.map((one) => tf.reshape(one, [-1]))])
  })
  const numbers = [...(await weights.data())]
  weights.dispose()
  return numbers
}

function expected(spec: OptimizerSpec, values: OptionValues, count: number): number[] {
  const { start, step } = createStep64(spec, values)
  const gradient = Float64Array.from(GRADIENT.slice(0, count))
  const { w, states } = step(start(Float64Array.from(NUMBERS.slice(0, count))), {
    ...{ loss: LOSS, gradient },
  })
  return [w, ...states].flatMap((value) => (typeof value === 'number' ? [value] : [...value]))
}

/** Both vector widths: names and types of what is written differ between them. */
describe.each([8, 7])('random rules on %i weights', (count) => {
  useWebgpuKernels(GPU_TILES)

  it('are the same as WGSL, as tensor operations and in double precision', async () => {
    let fused = 0
    const texts = fc.sample(tameRules, { numRuns: RULES, seed: count })
    for (const [i, text] of texts.entries()) {
      const spec = specOf(text)
      const modes = i % 2 === 0 ? { mode: 'p' } : { mode: 'q', nesterov: true }
      const all = defaultValues(hyperparametersOf(spec))
      const values = { ...all, ...modes, m: 0.25, lr: 0.125 }
      const config = { optimizer: spec, staticOptions: values }
      const wanted = expected(spec, values, count)
      // What overflows, or nearly, is another thing in each.
      if (!wanted.every((x) => Math.abs(x) < 1e15)) continue
      const plain = await weightsAfter(createUpdateStep(config), spec, values, count)
      let actual: number[] = []
      const programs = await programsDuring(async () => {
        actual = await weightsAfter(createFastUpdateStep(config), spec, values, count)
      })
      expect(takeErrors()[0], text).toBeUndefined()
      if (programs.includes('AligUpdate')) fused++
      wanted.forEach((x, at) => {
        const most = 1e-4 * Math.max(1, Math.abs(x))
        expect(Math.abs(plain[at]! - x), `operations, number ${at} of\n${text}`).toBeLessThan(most)
        expect(Math.abs(actual[at]! - x), `WGSL, number ${at} of\n${text}`).toBeLessThan(most)
      })
    }
    expect(fused).toBeGreaterThan(RULES / 2)
  })
})
