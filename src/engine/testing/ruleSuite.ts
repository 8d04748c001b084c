/** Every rule in every mode through the engine, against its value in double precision. */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerSpec } from '../../optimizers/specs'
import type { Value } from '../../rules/evaluate'
import { createStep64, type Step64 } from '../../rules/testing/step64'
import { defaultValues, type OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { createFastUpdateStep } from '../ops/fusedUpdate'
import { MetricsRing } from '../run/metricsRing'
import { NO_LIMIT } from '../run/sentinels'
import { RULE_VARIANTS, SKIPPED_STEP, startWeights, stepNumbers } from './ruleNumbers'
import { hyperTensors, metricRows, type MetricRow } from './run'

const STEPS = 100
const COUNT = 48

/**
 * Relative: of scalars to themselves, of vectors to their largest number. Some hundred roundings of
 * float32.
 */
const TOLERANCE = 1e-5

const optionsOf = (id: string) => hyperparametersOf(optimizerSpec(id))
const allValues = (id: string, staticOptions: OptionValues): OptionValues => ({
  ...defaultValues(optionsOf(id)),
  ...staticOptions,
})

/** The same numbers as the device has, and no limit where it has the number that stands for it. */
const valuesAt = (id: string, t: number): OptionValues =>
  Object.fromEntries(
    Object.entries(stepNumbers(id, COUNT, t).hyper).map(([key, value]) => [
      key,
      value >= Math.fround(NO_LIMIT) ? null : value,
    ]),
  )

function inDoublePrecision(id: string, staticOptions: OptionValues): Step64[] {
  const values = allValues(id, staticOptions)
  const { start, step } = createStep64(optimizerSpec(id), values)
  let last = start(Float64Array.from(startWeights(COUNT)))
  return Array.from({ length: STEPS }, (_, t) => {
    const { loss, gradient } = stepNumbers(id, COUNT, t)
    const objective = { loss, gradient: Float64Array.from(gradient) }
    const next = step(last, objective, { ...values, ...valuesAt(id, t) })
    last = next
    return next
  })
}

interface Trained {
  readonly rows: readonly MetricRow[]
  /** Weights and states after the last step. */
  readonly numbers: readonly Float32Array[]
}

async function inTheEngine(id: string, staticOptions: OptionValues): Promise<Trained> {
  const optimizer = optimizerSpec(id)
  const update = createFastUpdateStep({
    optimizer,
    staticOptions: allValues(id, staticOptions),
  })
  const ring = new MetricsRing()
  let parameters: Tensor1D = tf.tensor1d(startWeights(COUNT))
  let state: Tensor[] = optimizer.stateShapes(COUNT).map((shape) => tf.zeros([...shape]))
  for (let t = 0; t < STEPS; t++) {
    const { hyper, loss, accuracy, gradient } = stepNumbers(id, COUNT, t)
    const scalars = hyperTensors(hyper)
    const inputs = {
      loss: tf.scalar(loss),
      accuracy: tf.scalar(accuracy),
      gradient: tf.tensor1d(gradient),
    }
    const next = update({ parameters, state, hyper: scalars, ...inputs })
    tf.dispose([parameters, state, scalars, inputs])
    parameters = next.parameters
    state = next.state
    ring.push(next.metrics)
  }
  const rows = metricRows(await ring.drain())
  const tensors: Tensor[] = [parameters, ...state]
  const numbers = await Promise.all(
    tensors.map(async (tensor) => Float32Array.from(await tensor.data())),
  )
  tf.dispose(tensors)
  return { rows, numbers }
}

const listOf = (value: Value): readonly number[] =>
  typeof value === 'number' ? [value] : Array.from(value)

/** Largest difference relative to the largest number. */
function errorOf(actual: ArrayLike<number>, expected: Value): number {
  const all = listOf(expected)
  const largest = Math.max(...all.map(Math.abs), 1e-30)
  return Math.max(...all.map((x, i) => Math.abs(actual[i]! - x))) / largest
}

export function describeRules(backend: string, activate: () => Promise<unknown>) {
  describe(`every rule on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    it.each(RULE_VARIANTS.map(({ id, staticOptions }) => [id, staticOptions] as const))(
      `%s %j is its value in double precision for ${STEPS} steps`,
      async (id, staticOptions) => {
        const expected = inDoublePrecision(id, staticOptions)
        const { rows, numbers } = await inTheEngine(id, staticOptions)
        expect(rows).toHaveLength(STEPS)
        const near = (actual: number, wanted: number | undefined, what: string) => {
          if (wanted === undefined || Math.abs(wanted) > NO_LIMIT) {
            return expect(Number.isFinite(actual), what).toBe(false)
          }
          expect(errorOf([actual], wanted), `${what}: ${actual}, not ${wanted}`).toBeLessThan(
            TOLERANCE,
          )
        }
        expected.forEach(({ outputs, loss, gradNormSq, projected }, t) => {
          const row = rows[t]!
          expect(row.skipped, `skipped at ${t}`).toBe(t === SKIPPED_STEP ? 1 : 0)
          if (!outputs) return
          near(row.loss, loss, `loss of step ${t}`)
          near(row.gradNormSq, gradNormSq, `gradNormSq of step ${t}`)
          near(row.stepSize, outputs.stepSize, `stepSize of step ${t}`)
          near(row.unclipped, outputs.unclipped, `unclipped of step ${t}`)
          near(row.maxLr, outputs.limit, `limit of step ${t}`)
          expect(row.projected, `projected at ${t}`).toBe(Number(projected))
        })
        expect(expected.some((step) => step.projected)).toBe(true)
        const { w, states } = expected.at(-1)!
        const { rule } = optimizerSpec(id)
        const names = ['w', ...rule.states.map(({ name }) => name)]
        for (const [i, value] of [w, ...states].entries()) {
          expect(errorOf(numbers[i]!, value), `${names[i]} at the end`).toBeLessThan(TOLERANCE)
        }
      },
    )
  })
}
