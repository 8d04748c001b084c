import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../../engine/testing/backends.node'
import { tfjsRule } from '../../engine/rules/tfjsRule'
import { specialise } from '../../rules/specialise'
import type { OptionValues } from '../../spec/hyperparameter'
import { aligSpec } from './spec'

const NO_LIMIT = 3.4e38

interface Objective {
  readonly loss: (w: readonly number[]) => number
  readonly gradient: (w: readonly number[]) => readonly number[]
}

interface Options {
  readonly maxLr?: number
  readonly momentum?: number
  readonly eps?: number
  readonly mode?: string
}

/** Runs the rule alone and lists what every step saw. */
async function run(start: readonly number[], steps: number, objective: Objective, o: Options = {}) {
  const staticOptions: OptionValues = { momentumMode: o.mode ?? 'standard' }
  const rule = tfjsRule(specialise(aligSpec.rule, staticOptions))
  let w = [...start]
  let state = [tf.zeros([start.length]) as Tensor1D]
  const losses: number[] = []
  const stepSizes: number[] = []
  const weights: number[][] = []
  const buffers: number[][] = []
  for (let step = 0; step < steps; step++) {
    const loss = objective.loss(w)
    const g = objective.gradient(w)
    const next = rule({
      parameters: tf.tensor1d(w),
      gradient: tf.tensor1d([...g]),
      loss: tf.scalar(loss),
      gradNormSq: tf.scalar(g.reduce((sum, gi) => sum + gi * gi, 0)),
      state,
      hyper: {
        maxLr: tf.scalar(o.maxLr ?? NO_LIMIT),
        momentum: tf.scalar(o.momentum ?? 0),
        eps: tf.scalar(o.eps ?? 0),
        minLoss: tf.scalar(0),
      },
    })
    w = Array.from(await next.parameters.data())
    state = [...next.state] as Tensor1D[]
    losses.push(loss)
    stepSizes.push((await next.stepSize.data())[0]!)
    weights.push(w)
    buffers.push(Array.from(await state[0]!.data()))
  }
  return { losses, stepSizes, weights, buffers }
}

const squares: Objective = {
  loss: (w) => w.reduce((sum, x) => sum + x * x, 0),
  gradient: (w) => w.map((x) => 2 * x),
}

const close = (values: readonly number[], digits = 5) =>
  values.map((v) => expect.closeTo(v, digits))

describe('ALI-G in closed form, without eps', () => {
  beforeAll(() => activate('cpu'))

  it('halves w on |w|^2, so that the loss falls by 4', async () => {
    const { losses } = await run([1, 2, 3], 5, squares)
    expect(losses).toEqual(close([14, 3.5, 0.875, 0.21875, 0.0546875]))
  })

  it('takes 1 / (2c) on c |w|^2 / 2', async () => {
    const c = 8
    const { stepSizes, weights } = await run([1, -4], 3, {
      loss: (w) => (c / 2) * squares.loss(w),
      gradient: (w) => w.map((x) => c * x),
    })
    expect(stepSizes).toEqual(close([1 / 16, 1 / 16, 1 / 16]))
    expect(weights[2]).toEqual(close([1 / 8, -4 / 8]))
  })

  it('halves the residual of one sample of least squares', async () => {
    const x = [3, -1, 2]
    const y = 5
    const residual = (w: readonly number[]) => w.reduce((sum, wi, i) => sum + wi * x[i]!, -y)
    const { weights, stepSizes } = await run([0, 0, 0], 2, {
      loss: (w) => residual(w) ** 2 / 2,
      gradient: (w) => x.map((xi) => residual(w) * xi),
    })
    expect(stepSizes).toEqual(close([1 / 28, 1 / 28]))
    expect(residual(weights[0]!)).toBeCloseTo(-2.5, 5)
    expect(residual(weights[1]!)).toBeCloseTo(-1.25, 5)
  })

  it('makes the linear model of an active hinge 0 (the passive-aggressive update)', async () => {
    // Two classes, x = (1, 2), label 0: l = 1 + w1.x - w0.x, w = (w0, w1).
    const x = [1, 2]
    const margin = (w: readonly number[]) =>
      1 + w[2]! * x[0]! + w[3]! * x[1]! - w[0]! * x[0]! - w[1]! * x[1]!
    const { weights } = await run([0.3, -0.2, 0.1, 0.4], 1, {
      loss: margin,
      gradient: () => [-x[0]!, -x[1]!, x[0]!, x[1]!],
    })
    expect(margin(weights[0]!)).toBeCloseTo(0, 5)
  })

  it('follows x <- x / 2 - a / x on x^2 / 2 + a, and never settles', async () => {
    const a = 0.5
    const { weights } = await run([3], 4, {
      loss: ([x]) => x! ** 2 / 2 + a,
      gradient: ([x]) => [x!],
    })
    let x = 3
    for (const [actual] of weights) {
      x = x / 2 - a / x
      expect(actual).toBeCloseTo(x, 4)
    }
  })
})

describe('ALI-G', () => {
  beforeAll(() => activate('cpu'))

  it('is SGD with learning rate maxLr where the clip always acts', async () => {
    const { stepSizes, weights } = await run([1, 2], 3, squares, { maxLr: 0.01 })
    expect(stepSizes).toEqual(close([0.01, 0.01, 0.01]))
    expect(weights[2]).toEqual(close([0.98 ** 3, 2 * 0.98 ** 3]))
  })

  it('takes no step where the loss is negative', async () => {
    const negative: Objective = { loss: () => -0.5, gradient: () => [0.3, -0.4] }
    const { stepSizes, weights } = await run([1, -2], 1, negative, { eps: 1e-5 })
    expect(stepSizes).toEqual([0])
    expect(weights[0]).toEqual([1, -2])
  })

  it('follows standard momentum: every gradient keeps its own step size', async () => {
    // w = 4, l = w^2, g = 2w, gamma = 1/4 unclipped, mu = 0.5:
    // v = -0.25 * 8 = -2,          w = 4 - 2 + 0.5 * -2 = 1
    // v = 0.5 * -2 - 0.25 * 2 = -1.5, w = 1 - 0.5 + 0.5 * -1.5 = -0.25
    const { weights, buffers } = await run([4], 2, squares, { momentum: 0.5 })
    expect(weights.flat()).toEqual(close([1, -0.25]))
    expect(buffers.flat()).toEqual(close([-2, -1.5]))
  })

  it('follows adjusted momentum: all gradients get the current step size', async () => {
    // Constant g = 1, l = 1 then 4: gamma = 1, then 4; mu = 0.5.
    // b = -1,              w = 0 - 1 + 1 * 0.5 * -1 = -1.5
    // b = -0.5 - 1 = -1.5, w = -1.5 - 4 + 4 * 0.5 * -1.5 = -8.5
    let step = 0
    const growing: Objective = { loss: () => [1, 4][step++]!, gradient: () => [1] }
    const { weights, buffers } = await run([0], 2, growing, { momentum: 0.5, mode: 'adjusted' })
    expect(weights.flat()).toEqual(close([-1.5, -8.5]))
    expect(buffers.flat()).toEqual(close([-1, -1.5]))
  })

  it.each(['standard', 'adjusted'])(
    '%s: agrees with the other while gamma is constant',
    async (mode) => {
      const { weights } = await run([1, 2], 6, squares, { maxLr: 0.05, momentum: 0.9, mode })
      // lr 0.05, Nesterov 0.9 on |w|^2: b <- 0.9 b + 2w, w <- w - 0.05 (2w + 0.9 b).
      let [w, b] = [1, 0]
      for (let i = 0; i < 6; i++) {
        const g = 2 * w
        b = 0.9 * b + g
        w -= 0.05 * (g + 0.9 * b)
      }
      expect(weights[5]).toEqual(close([w, 2 * w]))
    },
  )

  it('holds the buffer at zero while momentum is 0', async () => {
    const { buffers } = await run([1, 2], 2, squares)
    expect(buffers).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it('warns of what breaks it, and only of that', () => {
    const values = {
      maxLr: 0.2,
      momentum: 0.9,
      momentumMode: 'adjusted',
      eps: 1e-5,
      weightDecay: 0,
    }
    expect(aligSpec.warning!(values)).toBeUndefined()
    expect(aligSpec.warning!({ ...values, maxLr: null })).toMatch(/maxLr/)
    expect(aligSpec.warning!({ ...values, maxLr: null, momentum: 0 })).toBeUndefined()
    expect(aligSpec.warning!({ ...values, weightDecay: 1e-3 })).toMatch(/radius/)
  })
})
