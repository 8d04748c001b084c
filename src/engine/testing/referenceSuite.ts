import { beforeAll, describe, expect, it } from 'vitest'
import { configure, referenceCase, referenceCases, type ReferenceCase } from './referenceCase'
import { follow } from './run'

/** Documents the published rule where ours is deliberately another; asserted on its own. */
const PUBLISHED_RULE = 'edge_zero_grad_null_mom_adjusted'

/**
 * Relative tolerance of the weights and of what decides the step: 1e-4, which a correct float32
 * implementation keeps, but for two. Adjusted momentum multiplies old gradients by the newest step
 * size and so also their rounding. Prodigy corrects no running mean, so that 1.3e-5 of 1 - beta2 in
 * float32 stay in its first steps, and the growth of its estimate multiplies them.
 */
const toleranceOf = (id: string) => ({ alig_mlp_mom_adjusted: 1e-3, rel_prodigy: 2e-4 })[id] ?? 1e-4

/** Steps to follow: x <- x/2 - a/x is chaotic, float32 and float64 part after about ten. */
const stepsOf = ({ id, trajectory }: ReferenceCase) =>
  id === 'fail_quad1d_null' ? 10 : trajectory.length

/** Largest difference of two vectors relative to the largest element of the second. */
function distance(actual: ArrayLike<number>, expected: readonly number[]): number {
  const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE)
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale
}

/** Fails unless both are the same kind of number and near to each other. */
function expectNear(actual: number, expected: number, relative: number, what: string) {
  if (Number.isFinite(expected)) {
    // 1e-7: what float32 leaves of a mean of numbers near 1.
    const bound = relative * Math.abs(expected) + 1e-7
    expect(Math.abs(actual - expected), `${what}: ${actual}, not ${expected}`).toBeLessThan(bound)
  } else expect(Number.isFinite(actual), `${what}: ${actual}, not ${expected}`).toBe(false)
}

async function expectFollowed(test: ReferenceCase, longest: number) {
  const tolerance = toleranceOf(test.id)
  const steps = Math.min(stepsOf(test), longest)
  const { start, weights, evaluated, metrics } = await follow(test, steps)
  const { hasUnclipped } = configure(test).spec
  expect(metrics).toHaveLength(steps)
  expect(distance(start, test.initialWeightsAfterConstructor)).toBeLessThan(1e-6)

  test.trajectory.slice(0, steps).forEach((row, t) => {
    const at = metrics[t]!
    const where = `${test.id}, step ${t}`
    // A small cross-entropy is the logarithm of a sum near 1, which float32 has to 1e-7: all
    // that is made of the loss carries that share of it.
    const lost = Number(row.loss) > 0 ? 1e-7 / Number(row.loss) : 1
    const rounding = test.problem.kind === 'mlp' ? lost : 0
    const relative = 10 * tolerance + rounding
    if (row.weights) {
      expect(distance(weights[t]!, row.weights.map(Number)), where).toBeLessThan(tolerance)
    }
    if (row.averaged) {
      expect(distance(evaluated[t]!, row.averaged.map(Number)), where).toBeLessThan(tolerance)
    }
    expectNear(at.loss, Number(row.loss), relative, `${where}, loss`)
    expectNear(at.gradNormSq, Number(row.gradNormSq), relative, `${where}, gradNormSq`)
    expectNear(at.stepSize, row.stepSize, relative, `${where}, stepSize`)
    const unclipped = row.unclipped ?? null
    if (hasUnclipped && unclipped !== null) {
      expectNear(at.unclipped, Number(unclipped), relative, `${where}, unclipped`)
    } else {
      expect(at.unclipped, where).toBeNaN()
      // Where nothing limits a step, the cases say the step size twice.
      expect([null, row.stepSize], where).toContain(unclipped)
    }
    expect(at.clipped, `${where}, clipped`).toBe(Number(row.clipped ?? false))
    expect(at.projected, `${where}, projected`).toBe(Number(row.projected ?? false))
    expect(at.skipped, `${where}, skipped`).toBe(Number(row.skipped ?? false))
    const before = t === 0 ? start : weights[t - 1]!
    expectNear(at.weightNorm, Math.hypot(...before), 1e-5, `${where}, weightNorm`)
    const moved = Math.hypot(...weights[t]!.map((w, i) => w - before[i]!))
    const effective = moved === 0 ? 0 : moved / Math.sqrt(at.gradNormSq)
    expectNear(at.effectiveStep, effective, 1e-3, `${where}, effectiveStep`)
  })
}

/**
 * Every reference trajectory through the engine as it ships, on one backend.
 * @param activate makes the backend the one in use; throws where it cannot
 * @param longest steps after which a case is left
 */
export function describeReference(
  backend: string,
  activate: () => Promise<unknown>,
  longest = Infinity,
) {
  describe(`reference trajectories on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    const followed = referenceCases.filter(({ id }) => id !== PUBLISHED_RULE)
    it('has fixtures', () => expect(followed.length).toBeGreaterThan(20))
    it.each(followed.map((test) => [test.id, test] as const))('%s', (_id, test) =>
      expectFollowed(test, longest),
    )

    it('does not throw the weights away on a zero gradient, as the published rule does', async () => {
      const test = referenceCase(PUBLISHED_RULE)
      const { weights, metrics } = await follow(test, 4)
      const published = test.trajectory.map((row) => row.weights!.map(Number))
      expect(distance(weights[0]!, published[0]!)).toBeLessThan(1e-5)
      // The step size is the rule's, l / eps, but the weights stay where they are ...
      expect(metrics[1]!.stepSize).toBeCloseTo(5e4, -1)
      expect([...weights[1]!]).toEqual([...weights[0]!])
      expect([...weights[2]!]).toEqual([...weights[0]!])
      expect(Math.abs(published[1]![0]!)).toBeGreaterThan(1e4)
      // ... while the buffer decays, b = 0.9^3 (-g) - g at the last step:
      // gamma = 0.5 / 0.25001, w <- w - gamma g + 0.9 gamma b.
      const gamma = 0.5 / 0.25001
      const expected = [0.3, -0.4].map((g, i) => {
        const b = -(0.9 ** 3) * g - g
        return weights[0]![i]! - gamma * g + 0.9 * gamma * b
      })
      expect(distance(weights[3]!, expected)).toBeLessThan(1e-5)
    })
  })
}
