/** Rules that are others for certain values of their options, in double precision. */
import { describe, expect, it } from 'vitest'
import { follow64, someStart, someSteps } from '../rules/testing/follow64'
import type { OptionValues } from '../spec/hyperparameter'

const follow = (id: string, hyper: OptionValues) => follow64(id, hyper, someStart, someSteps, 40)

function expectSame(one: ReturnType<typeof follow>, other: ReturnType<typeof follow>): void {
  one.w.forEach((row, t) =>
    row.forEach((x, i) => {
      const wanted = other.w[t]![i]!
      expect(Math.abs(x - wanted), `w${i} of step ${t}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(wanted)),
      )
    }),
  )
  expect(one.w.at(-1)).not.toEqual([...someStart])
}

describe('ALI-G', () => {
  it.each([0.05, 1, null])('is SPS_max with c = 1, maxLr %s', (limit) => {
    const alig = follow('alig', { maxLr: limit, eps: 1e-8 })
    expectSame(follow('sps_max', { etaMax: limit, c: 1 }), alig)
  })

  it.each([0, 0.9])('is DFW without decay, eps divided by eta, momentum %s', (momentum) => {
    const dfw = follow('dfw', { eta: 0.3, eps: 3e-5, momentum })
    expectSame(dfw, follow('alig', { maxLr: 0.3, eps: 1e-4, momentum }))
  })

  it.each([
    [0, 'standard'],
    [0.9, 'standard'],
    [0.9, 'adjusted'],
  ])('that always clips is SGD, momentum %s, %s', (momentum, momentumMode) => {
    const alig = follow('alig', { maxLr: 0.001, momentum, momentumMode })
    expect(new Set(alig.stepSizes)).toEqual(new Set([0.001]))
    expectSame(alig, follow('sgd', { lr: 0.001, momentum, nesterov: true }))
  })

  it.each([
    ['momsps', { beta: 0, gammaMax: 0.3 }],
    ['proxsps', { lr: 0.3 }],
    ['momo', { beta: 0, lr: 0.3 }],
  ])('without eps is %s without momentum and decay', (id, hyper) => {
    expectSame(follow(id, hyper), follow('alig', { maxLr: 0.3, eps: 1e-12 }))
  })
})

describe('Adam', () => {
  it('with decoupled decay is AdamW', () => {
    const hyper = { lr: 0.01, weightDecay: 0.1 }
    expectSame(follow('adamw', hyper), follow('adam', { ...hyper, decay: 'decoupled' }))
  })

  it('is AdamW, and AMSGrad while its gradients grow, without decay', () => {
    const growing = (id: string, hyper: OptionValues) =>
      follow64(
        id,
        { lr: 0.01, ...hyper },
        someStart,
        (_w, t) => ({ loss: 1, gradient: Float64Array.from(someStart, (x) => x * (1 + t)) }),
        20,
      )
    expectSame(growing('adamw', { weightDecay: 0 }), growing('adam', {}))
    expectSame(growing('amsgrad', {}), growing('adam', {}))
  })

  it('differs from AMSGrad once gradients have been larger', () => {
    const [amsgrad, adam] = ['amsgrad', 'adam'].map((id) => follow(id, { beta2: 0.5 }))
    expect(amsgrad!.w[30]![2]).not.toBeCloseTo(adam!.w[30]![2]!, 3)
  })

  it('has two places of eps, which agree where it is small, and not where it is large', () => {
    const of = (id: string, epsMode: string, eps: number) =>
      follow(id, { lr: 0.01, weightDecay: 0, epsMode, eps })
    for (const id of ['adamw', 'yogi']) {
      const [outside, inside] = [of(id, 'outside', 1e-12), of(id, 'inside', 1e-12)]
      expect(inside.w[9]![0]).toBeCloseTo(outside.w[9]![0]!, 9)
      // At the first step sqrt(v / c2) = |g|, so that the move is lr g / (|g| + eps / sqrt(c2)).
      const [g] = someSteps(new Float64Array(), 0).gradient
      const [first] = of(id, 'inside', 0.01).w[0]!
      const root = Math.sqrt(1 - 0.999)
      expect(first).toBeCloseTo(1 - (0.01 * g!) / (g! + 0.01 / root), 12)
      expect(of(id, 'outside', 0.01).w[0]![0]).toBeCloseTo(1 - (0.01 * g!) / (g! + 0.01), 12)
    }
  })
})

it('smoothed SPS is SPS while nothing holds it back', () => {
  const smooth = follow('sps_smooth', { initStep: 1e6, gamma: 1e6, batchesPerEpoch: 1 })
  expectSame(smooth, follow('sps_max', { etaMax: null }))
})

it('Schedule-Free SGD without averaging at the gradient, and sign SGD, begin as SGD does', () => {
  const sgd = follow('sgd', { lr: 0.1 })
  expect(follow('schedulefree_sgd', { lr: 0.1, momentum: 0 }).w[0]).toEqual(sgd.w[0])
  const [w, g] = [follow('sign_sgd', { lr: 0.1 }).w[0]!, someSteps(new Float64Array(), 0).gradient]
  expect(w).toEqual(someStart.map((x, i) => x - 0.1 * Math.sign(g[i]!)))
})
