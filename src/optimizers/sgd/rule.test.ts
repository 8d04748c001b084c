import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../../engine/testing/backends.node'
import { followRule, followStock, someGradients } from '../testing/follow'
import { sgdSpec } from './spec'

const start = [1, -2, 0.5, 3]
const gradients = someGradients(30)
const follow = (hyper: Record<string, number | boolean>, g = gradients) =>
  followRule({ spec: sgdSpec, hyper, start, gradients: g })

function expectSame(actual: number[][], expected: number[][]) {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((row, t) => row.forEach((w, i) => expect(w).toBeCloseTo(expected[t]![i]!, 4)))
}

describe('SGD', () => {
  beforeAll(() => activate('cpu'))

  it('moves by lr times the gradient', async () => {
    const { weights } = await follow({ lr: 0.1 }, [[1, 2, 3, 4]])
    expect(weights[0]).toEqual([0.9, -2.2, 0.2, 2.6].map((w) => expect.closeTo(w, 6)))
  })

  it('follows momentum by hand', async () => {
    // g = 1 three times, mu 0.5, lr 0.1: b = 1, 1.5, 1.75; w = w0 - 0.1, - 0.25, - 0.425.
    const ones = Array.from({ length: 3 }, () => [1, 1, 1, 1])
    const { weights, state } = await follow({ lr: 0.1, momentum: 0.5 }, ones)
    expect(weights.map(([w]) => w)).toEqual([0.9, 0.75, 0.575].map((w) => expect.closeTo(w, 6)))
    expect(state[0]![0]).toBeCloseTo(1.75, 6)
    // Nesterov moves by g + 0.5 b: 1.5, 1.75, 1.875.
    const ahead = await follow({ lr: 0.1, momentum: 0.5, nesterov: true }, ones)
    expect(ahead.weights.map(([w]) => w)).toEqual(
      [0.85, 0.675, 0.4875].map((w) => expect.closeTo(w, 6)),
    )
  })

  it('holds its buffer at zero while momentum is 0', async () => {
    expect((await follow({ lr: 0.1 })).state[0]).toEqual([0, 0, 0, 0])
  })

  it('agrees with tfjs', async () => {
    const plain = await followStock(tf.train.sgd(0.1), start, gradients)
    expectSame((await follow({ lr: 0.1 })).weights, plain)
    const momentum = await followStock(tf.train.momentum(0.1, 0.9), start, gradients)
    expectSame((await follow({ lr: 0.1, momentum: 0.9 })).weights, momentum)
    const nesterov = await followStock(tf.train.momentum(0.1, 0.9, true), start, gradients)
    expectSame((await follow({ lr: 0.1, momentum: 0.9, nesterov: true })).weights, nesterov)
  })
})
