/** A few steps of rules by hand, in double precision. */
import { describe, expect, it } from 'vitest'
import { follow64, quadratic, scripted } from '../rules/testing/follow64'

const near = (values: readonly number[]) => values.map((x) => expect.closeTo(x, 12))

describe('NGN', () => {
  it('steps by sigma / (1 + sigma c) on c w² / 2, so that w shrinks by 1 / (1 + sigma c)', () => {
    // ‖g‖² / 2 f = c: the step of the proximal point method.
    const { w, stepSizes } = follow64('ngn', { sigma: 3 }, [2], quadratic(5), 3)
    expect(stepSizes).toEqual(near([3 / 16, 3 / 16, 3 / 16]))
    expect(w.flat()).toEqual(near([2 / 16, 2 / 16 ** 2, 2 / 16 ** 3]))
  })

  it('rests where the loss is 0', () => {
    const { w, stepSizes } = follow64('ngn', {}, [2], scripted([[0, [0]]]), 2)
    expect([w.flat(), stepSizes]).toEqual([
      [2, 2],
      [0, 0],
    ])
  })
})

describe('SPS_max', () => {
  it('halves w on w² / 2 with c = 1, and reaches 0 at once with c = 0.5', () => {
    const of = (c: number) =>
      follow64('sps_max', { c, etaMax: null, eps: 0 }, [2], quadratic(1), 1).w[0]![0]
    expect(of(1)).toBeCloseTo(1, 10)
    expect(of(0.5)).toBeCloseTo(0, 10)
  })

  it('rests below minLoss, and where the gradient is almost 0', () => {
    const { stepSizes } = follow64(
      'sps_max',
      { minLoss: 0.5 },
      [2],
      scripted([
        [0.4, [1]],
        [0.6, [1e-9]],
        [0.6, [1]],
      ]),
      3,
    )
    expect(stepSizes).toEqual(near([0, 0, 0.1 / (0.5 + 1e-8)]))
  })
})

it('smoothed SPS grows by gamma in an epoch, and remembers its step over a flat place', () => {
  const { stepSizes } = follow64(
    'sps_smooth',
    { gamma: 4, batchesPerEpoch: 2, initStep: 1, c: 1, eps: 0 },
    [0],
    scripted([
      [100, [1]],
      [100, [1]],
      [0, [0]],
      [100, [1]],
      [3, [1]],
    ]),
    5,
  )
  expect(stepSizes).toEqual([2, 4, 0, 8, expect.closeTo(3, 9)])
})

it('DecSPS divides by c0 sqrt(t), and compares with c times the step before', () => {
  const { stepSizes } = follow64(
    'decsps',
    { c0: 2, gammaB: 1, minLoss: 1 },
    [0],
    scripted([
      [9, [2]],
      [9, [1]],
      [1, [1]],
      [1.5, [1]],
    ]),
    4,
  )
  // (9 - 1) / 4 = 2, and c0 gammaB = 2: 2 / 2. Then 8 against 2, then 0, which is not kept, then 0.5.
  expect(stepSizes).toEqual(near([1, 2 / (2 * Math.SQRT2), 0, 0.5 / 4]))
})

it('MomSPS is heavy ball with (1 - beta) of the Polyak step', () => {
  const { w } = follow64('momsps', { beta: 0.5 }, [0], scripted([[2, [1]]]), 3)
  // Step 0.5 * 2 = 1: w = -1, then -1 - 1 - 0.5, then -2.5 - 1 - 0.75.
  expect(w.flat()).toEqual(near([-1, -2.5, -4.25]))
})

it('ProxSPS leaves the decay out of the linear picture of the loss', () => {
  const { w, stepSizes } = follow64(
    'proxsps',
    { lr: 2, weightDecay: 0.5 },
    [1, 0],
    scripted([[1, [1, 2]]]),
    1,
  )
  // (1 + 1) 1 - 1 * g.w = 1 of ‖g‖² = 5; then everything is halved.
  expect(stepSizes).toEqual(near([0.2]))
  expect(w[0]).toEqual(near([0.4, -0.2]))
})

describe('MoMo', () => {
  it('begins with the means at their first values', () => {
    // d = g, so that d.w and the mean of g.w cancel: loss / ‖g‖².
    const { stepSizes, states } = follow64('momo', {}, [3, 1], scripted([[2, [1, 2]]]), 1)
    expect(stepSizes).toEqual(near([0.4]))
    expect(states[0]!['innerMean']).toBeCloseTo(5, 12)
  })

  it('adds what moving along the mean would change', () => {
    const { stepSizes, w } = follow64(
      'momo',
      { beta: 0.5 },
      [0],
      scripted([
        [2, [2]],
        [1, [1]],
      ]),
      2,
    )
    // w = -1; d = 1.5; mean loss 1.5, d.w = -1.5, mean of g.w = -0.5: (1.5 - 1.5 + 0.5) / 2.25.
    expect(stepSizes).toEqual(near([0.5, 0.5 / 2.25]))
    expect(w[1]).toEqual(near([-1 - (0.5 / 2.25) * 1.5]))
  })

  it('of Adam begins with loss / (c1 sum |g|), or lr / c1', () => {
    // m = c1 g, direction = c1 sign(g), slope = c1² sum |g|; c1 loss / slope.
    const of = (lr: number) =>
      follow64('momo_adam', { lr, eps: 0 }, [1, 1], scripted([[0.2, [1, -3]]]), 1)
    expect(of(1).stepSizes[0]).toBeCloseTo(0.2 / 0.1 / 4, 8)
    expect(of(0.001).stepSizes[0]).toBeCloseTo(0.01, 12)
    expect(of(0.001).w[0]![1]).toBeCloseTo(1.001, 9)
  })
})

describe('L4', () => {
  const steps = scripted([
    [2, [1, 2]],
    [1, [1, 2]],
  ])

  it('Mom begins at 0.75 of the first loss, and remembers the lowest one', () => {
    const { stepSizes, states, w } = follow64('l4mom', {}, [0, 0], steps, 2)
    const lowest = 1.5 * 1.001
    expect(stepSizes[0]).toBeCloseTo((0.15 * (2 - 0.9 * 1.5)) / 5, 12)
    expect(w[0]).toEqual(near([-stepSizes[0]!, -2 * stepSizes[0]!]))
    expect(states[0]!['lowest']).toBeCloseTo(lowest, 12)
    // The mean of equal gradients is the gradient, once it has been corrected.
    expect(stepSizes[1]).toBeCloseTo((0.15 * (1 - 0.9 * 1)) / 5, 12)
    expect(states[1]!['lowest']).toBeCloseTo(1.001, 12)
  })

  it('Adam divides by direction times gradient, the sum of |g|', () => {
    const { stepSizes, w } = follow64('l4adam', { eps: 0 }, [0, 0], steps, 1)
    expect(stepSizes[0]).toBeCloseTo((0.15 * (2 - 0.9 * 1.5)) / 3, 9)
    expect(w[0]![0]).toBeCloseTo(-stepSizes[0]!, 9)
    expect(w[0]![1]).toBeCloseTo(-stepSizes[0]!, 9)
  })

  it('has the decay in its loss', () => {
    const { stepSizes } = follow64('l4mom', { weightDecay: 1 }, [0, 2], steps, 1)
    // Loss 2 + 4 / 2, gradient (1, 4).
    expect(stepSizes[0]).toBeCloseTo((0.15 * (4 - 0.9 * 3)) / 17, 12)
  })
})

describe('DFW', () => {
  it('lets the decay take its part of the line search', () => {
    const { w, stepSizes } = follow64(
      'dfw',
      { eta: 0.5, weightDecay: 0.2, eps: 0 },
      [2, 0],
      scripted([[0.4, [1, 1]]]),
      1,
    )
    // (0.4 - 0.5 * 0.4) / (0.5 * 2) = 0.2 of eta; w - 0.5 (0.4, 0) - 0.1 (1, 1).
    expect(stepSizes[0]).toBeCloseTo(0.1, 9)
    expect(w[0]![0]).toBeCloseTo(1.7, 9)
    expect(w[0]![1]).toBeCloseTo(-0.1, 9)
  })
})

it('BPGrad moves without momentum, by eta loss / ‖g‖ along the gradient', () => {
  const steps = scripted([[2, [3, 4]]])
  const plain = follow64('bpgrad', { eta: 0.5, eps: 0 }, [0, 0], steps, 2)
  expect(plain.w[1]![0]).toBeCloseTo(-2 * 0.2 * 3, 9)
  const rolling = follow64('bpgrad', { eta: 0.5, eps: 0, momentum: 0.5 }, [0, 0], steps, 2)
  expect(rolling.w[1]![0]).toBeCloseTo(-2.5 * 0.2 * 3, 9)
})

it('SGD with momentum begins with the gradient itself', () => {
  const { states } = follow64('sgd', { momentum: 0.9 }, [0], scripted([[1, [2]]]), 2)
  expect(states.map(({ b }) => (b as Float64Array)[0])).toEqual(near([2, 3.8]))
})

it('Adagrad, RMSprop and Yogi begin by hand', () => {
  const steps = scripted([[1, [2]]])
  const of = (id: string, hyper: object) => follow64(id, { ...hyper }, [0], steps, 2).w.flat()
  expect(of('adagrad', { lr: 1, eps: 0 })).toEqual(near([-1, -1 - Math.SQRT1_2]))
  const second = 0.1 + 1 / Math.sqrt(1 - 0.99 ** 2)
  const rmsprop = of('rmsprop', { lr: 0.01, eps: 0 })
  expect(rmsprop[0]).toBeCloseTo(-0.1, 12)
  expect(rmsprop[1]).toBeCloseTo(-0.1 - 0.01 * (second - 0.1), 12)
  // v = 0.001 g², then 0.002 g², while c2 = 1 - 0.999²: no mean, but nearly.
  const yogi = of('yogi', { lr: 1, eps: 0, epsMode: 'outside' })
  expect(yogi[0]).toBeCloseTo(-1, 9)
  expect(yogi[1]).toBeCloseTo(-1 - Math.sqrt((1 - 0.999 ** 2) / 0.002), 9)
})

describe('Lion', () => {
  it('moves by lr in the direction of the mixture, and then updates its mean', () => {
    const steps = scripted([
      [1, [1, -1]],
      [1, [-0.05, -1]],
    ])
    const { w, states } = follow64('lion', { lr: 0.1, weightDecay: 0.5 }, [1, 1], steps, 2)
    expect(w[0]).toEqual(near([0.95 - 0.1, 0.95 + 0.1]))
    expect(Array.from(states[0]!['m'] as Float64Array)).toEqual(near([0.01, -0.01]))
    // 0.9 * 0.01 - 0.1 * 0.05 is above 0: still downwards.
    expect(w[1]![0]).toBeCloseTo(0.85 * 0.95 - 0.1, 12)
  })
})

it('sign SGD with momentum follows the sign of the mean', () => {
  const steps = scripted([
    [1, [1, 0]],
    [1, [-0.5, 0]],
    [1, [-0.5, 0]],
  ])
  const { w } = follow64('sign_sgd', { lr: 1, momentum: 0.5 }, [0, 0], steps, 3)
  // The means are 0.5, 0, -0.25; a gradient of 0 moves nothing.
  expect(w).toEqual([
    [-1, 0],
    [-1, 0],
    [0, 0],
  ])
})

describe('Schedule-Free', () => {
  const steps = scripted([[1, [1]]])

  it('SGD averages z evenly, and trains between z and the average', () => {
    const { w, states } = follow64('schedulefree_sgd', { lr: 1, momentum: 0.5 }, [0], steps, 3)
    // z = -1, -2, -3; x = -1, -1.5, -2.
    const of = (name: string) => states.map((state) => (state[name] as Float64Array)[0]!)
    expect(of('z')).toEqual(near([-1, -2, -3]))
    expect(of('x')).toEqual(near([-1, -1.5, -2]))
    expect(w.flat()).toEqual(near([-1, -1.75, -2.5]))
  })

  it('weights by t^r, and by the square of the largest rate so far', () => {
    const later = follow64('schedulefree_sgd', { r: 1 }, [0], steps, 2)
    expect((later.states[1]!['x'] as Float64Array)[0]).toBeCloseTo((-1 - 2 * 2) / 3, 12)
    const warm = follow64('schedulefree_sgd', { warmupSteps: 2 }, [0], steps, 3)
    expect(warm.stepSizes).toEqual([0.5, 1, 1])
    // z = -0.5, -1.5, -2.5 with weights 1/4, 1, 1.
    const expected = (-0.5 / 4 - 1.5 - 2.5) / 2.25
    expect((warm.states[2]!['x'] as Float64Array)[0]).toBeCloseTo(expected, 12)
  })

  it('AdamW takes the decay from z', () => {
    const { states } = follow64(
      'schedulefree_adamw',
      { lr: 0.1, weightDecay: 0.5, eps: 0 },
      [2],
      steps,
      1,
    )
    expect((states[0]!['z'] as Float64Array)[0]).toBeCloseTo(2 - 0.1 - 0.1, 9)
  })
})

describe('D-Adaptation', () => {
  it('steps by d lr / ‖g0‖, whatever the later gradients are', () => {
    const steps = scripted([
      [1, [0]],
      [1, [4]],
      [1, [2]],
    ])
    const { w, stepSizes, states } = follow64('dadapt_sgd', { d0: 1 }, [0], steps, 3)
    // A gradient of 0 is no scale. Then s = 1, num = 0; then num = 0.25 * 2 * 1, s = 1.5.
    expect(stepSizes).toEqual(near([0, 0.25, 0.25]))
    expect(w.flat()).toEqual(near([0, -1, -1.5]))
    expect(states.map(({ d }) => d as number)).toEqual(near([1, 1, 1]))
  })

  it('lets the estimate grow on equal gradients, no faster than it may', () => {
    const steps = scripted([[1, [1]]])
    const free = follow64('dadapt_sgd', { d0: 1 }, [0], steps, 4)
    // s = 1, 2, 3; num = 0, 1, 3; 2 num / s = 0, 1, 2.
    expect(free.states.map(({ d }) => d as number).slice(0, 3)).toEqual(near([1, 1, 2]))
    expect(free.stepSizes[3]).toBeCloseTo(2, 12)
    const slow = follow64('dadapt_sgd', { d0: 1, growthRate: 1.5 }, [0], steps, 4)
    expect(slow.states[2]!['d']).toBeCloseTo(1.5, 12)
  })
})

describe('Prodigy', () => {
  const steps = scripted([[1, [1]]])

  it('begins with d0, and lets its estimate jump from there, but not faster than it may later', () => {
    const hyper = { d0: 0.1, beta1: 0, beta2: 0.25, eps: 0 }
    // m = d g, v = 0.75 d² g²: w moves by d / sqrt(0.75). beta3 = 0.5.
    const move = 0.1 / Math.sqrt(0.75)
    const { w, states, stepSizes } = follow64('prodigy', hyper, [0], steps, 2)
    expect(w[0]![0]).toBeCloseTo(-move, 12)
    expect(states[0]!['d']).toBe(0.1)
    // num = 0.1 move; s = 0.5 * 0.1 + 0.1.
    expect(states[1]!['d']).toBeCloseTo(Math.max(0.1, (0.1 * move) / 0.15), 12)
    expect(stepSizes).toEqual([0.1, 0.1])
    // From d0 the estimate may be taken whole, for growth is counted from there.
    const slow = follow64('prodigy', { ...hyper, dCoef: 9, growthRate: 1.01 }, [0], steps, 3)
    const jump = (9 * 0.1 * move) / 0.15
    expect(slow.states[1]!['d']).toBeCloseTo(jump, 12)
    expect(slow.states[2]!['d']).toBeCloseTo(
      Math.min(slow.states[2]!['dMax'] as number, jump * 1.01),
      12,
    )
  })

  it('corrects its means where it is told to', () => {
    const { stepSizes } = follow64('prodigy', { d0: 1, biasCorrection: true }, [0], steps, 1)
    expect(stepSizes[0]).toBeCloseTo(Math.sqrt(1 - 0.999) / (1 - 0.9), 12)
  })

  it('counts the decay among its moves', () => {
    const { w, states } = follow64('prodigy', { d0: 0.1, weightDecay: 0.5 }, [2], steps, 3)
    const moved = (states[2]!['moved'] as Float64Array)[0]!
    expect(moved).toBeCloseTo(2 - w[2]![0]!, 12)
  })
})
