import { describe, expect, it } from 'vitest'
import { configure, referenceCases, type ReferenceCase } from '../engine/testing/referenceCase'
import { objective64 } from '../engine/testing/referenceObjective64'
import { evaluationStates } from './evaluationStates'
import { createStep64, normSq } from './testing/step64'

/** The published rule throws the weights away; ours does not, which `referenceSuite.ts` holds. */
const PUBLISHED_RULE = 'edge_zero_grad_null_mom_adjusted'

/** Relative, of the weights and of what decides the step: sums in another order. */
const TOLERANCE = 1e-12

function expectNear(actual: number, expected: number, relative: number, what: string) {
  if (!Number.isFinite(expected)) return expect(actual, what).toBe(expected)
  // 1e-15: a cross-entropy near 0 is the logarithm of a sum near 1.
  const bound = relative * Math.abs(expected) + 1e-15
  expect(Math.abs(actual - expected), `${what}: ${actual}, not ${expected}`).toBeLessThan(bound)
}

function expectVector(
  actual: Float64Array,
  expected: readonly number[],
  relative: number,
  what: string,
) {
  const scale = Math.max(...expected.map(Math.abs))
  const error = Math.max(...expected.map((x, i) => Math.abs(x - actual[i]!)))
  expect(error, what).toBeLessThanOrEqual(relative * scale)
}

function expectFollowed(test: ReferenceCase) {
  const { spec, values } = configure(test)
  const { start, step } = createStep64(spec, values)
  const objective = objective64(test)
  const evaluated = evaluationStates(spec.rule)
  let now = values
  let state = start(Float64Array.from(test.initialWeights))
  expectVector(state.w, test.initialWeightsAfterConstructor, TOLERANCE, 'the start')
  for (const row of test.trajectory) {
    const where = `step ${row.t}`
    const edited = test.maxLrEdits?.[row.t]
    if (edited !== undefined) now = { ...now, maxLr: edited }
    const next = step(state, objective(state.w, row.t), now)
    state = next
    const lost = test.problem.kind === 'mlp' ? 1e-15 / Math.max(Number(row.loss), 1e-15) : 0
    expectNear(next.loss, Number(row.loss), TOLERANCE + lost, `${where}, loss`)
    expectNear(next.gradNormSq, Number(row.gradNormSq), TOLERANCE + lost, `${where}, gradNormSq`)
    const { outputs } = next
    expect(outputs === undefined, where).toBe(row.skipped ?? false)
    expect(next.projected, where).toBe(row.projected ?? false)
    expectNear(outputs?.stepSize ?? 0, row.stepSize, TOLERANCE + lost, `${where}, stepSize`)
    const { unclipped } = outputs ?? {}
    if (unclipped !== undefined) {
      expectNear(unclipped, Number(row.unclipped), TOLERANCE + lost, `${where}, unclipped`)
    }
    if (row.weights) expectVector(state.w, row.weights.map(Number), TOLERANCE, where)
    if (row.averaged) {
      const average = state.states[evaluated!.weights] as Float64Array
      expectVector(average, row.averaged.map(Number), TOLERANCE, `${where}, average`)
    }
    expectNear(Math.sqrt(normSq(state.w)), row.weightNorm, TOLERANCE, `${where}, weightNorm`)
  }
}

describe('reference trajectories in double precision', () => {
  const followed = referenceCases.filter(({ id }) => id !== PUBLISHED_RULE)
  it.each(followed.map((test) => [test.id, test] as const))('%s', (_id, test) => {
    expectFollowed(test)
  })
})
