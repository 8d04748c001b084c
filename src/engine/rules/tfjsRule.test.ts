import * as tf from '@tensorflow/tfjs-core'
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { applyFunction } from '../../rules/evaluate'
import { parseRule } from '../../rules/parseRule'
import { specialise } from '../../rules/specialise'
import { activate } from '../testing/backends.node'
import { tfjsRule } from './tfjsRule'

/** Of all sizes that gradients have. */
const NUMBERS = [1, 1e-3, 1e-5, 1e-8, 1e-20].flatMap((size) => [0.7 * size, -0.3 * size])

/** What a function of one vector is on the backend in use. */
async function onBackend(name: string): Promise<Float32Array> {
  const parsed = parseRule(`stepSize = 1\nw = ${name}(g)`)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  const rule = tfjsRule(specialise(parsed.rule, {}))
  const out = tf.tidy(() => {
    const gradient: Tensor1D = tf.tensor1d(NUMBERS)
    const [loss, gradNormSq] = [tf.scalar(1), tf.scalar(1)]
    return rule({ parameters: gradient, gradient, loss, gradNormSq, state: [], hyper: {} })
      .parameters
  })
  const values = (await out.data()) as Float32Array
  out.dispose()
  return values
}

describe.each(['cpu', 'wasm'] as const)('functions on %s', (backend) => {
  it.each(['sign', 'log1p', 'expm1', 'abs', 'square', 'exp'] as const)(
    '%s keeps the digits of small numbers',
    async (name) => {
      await activate(backend)
      const found = await onBackend(name)
      const exact = applyFunction(name, [Float64Array.from(NUMBERS, Math.fround)]) as Float64Array
      exact.forEach((x, i) => {
        // A square of 1e-20 is 0 in float32.
        const size = Math.max(Math.abs(x), 1e-37)
        expect(Math.abs(found[i]! - x) / size, `${name}(${NUMBERS[i]})`).toBeLessThan(1e-6)
      })
    },
  )
})
