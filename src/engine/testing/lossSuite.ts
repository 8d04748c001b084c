import * as tf from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createStream } from '../../random/stream'
import { LOSSES, type LossId } from '../../spec/loss'
import { lossOf } from '../losses/registry'
import { lossAndAccuracy } from '../ops/lossAndAccuracy'
import '../run/gradients'
import { lossTwins } from './lossTwin'

const CLASSES = 7
/** By how much the label's logit is above all others; exp(-80) is near the end of float32. */
const MARGINS = [-1000, -80, -30, -5, -1, -0.1, 0, 0.1, 1, 5, 8, 12, 16, 20, 25, 30, 80]

const relativeError = (actual: number, expected: number) =>
  actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected)

/** Logits of one example in float32: the largest of the others is `margin` below the label's. */
function logitsWith(margin: number, label: number): number[] {
  const stream = createStream(4, 'data')
  const others = Array.from({ length: CLASSES }, () => -2 * Math.abs(stream.normal()))
  others[(label + 3) % CLASSES] = 0
  return others.map((value, k) => Math.fround(k === label ? margin : value))
}

const EXAMPLES = MARGINS.map((margin, i) => {
  const label = (2 * i + 1) % CLASSES
  return { margin, label, z: logitsWith(margin, label) }
})

async function numbersOf(tensors: readonly Tensor[]): Promise<number[][]> {
  const values = await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]))
  tf.dispose([...tensors])
  return values
}

/** Mean loss and its gradient through the form that trains. */
function trained(id: LossId, logits: Tensor2D, labels: Tensor1D) {
  return tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad(
      (x: Tensor) => lossAndAccuracy(lossOf(id), x as Tensor2D, labels).loss,
    )(logits)
    return [value, grad]
  })
}

/**
 * Losses against float64 over all sizes that they can have. Cross-entropy has relative digits down
 * to the smallest numbers: ALI-G divides the loss by the squared gradient.
 */
export function describeLosses(backend: string, activate: () => Promise<unknown>) {
  describe(`losses on ${backend}`, () => {
    beforeAll(async () => void (await activate()))

    it.each(LOSSES.flatMap((id) => EXAMPLES.map((one) => [id, one.margin, one] as const)))(
      '%s of one example, its label %d above the others',
      async (id, _margin, { z, label }) => {
        const logits = tf.tensor2d([z])
        const labels = tf.tensor1d([label], 'int32')
        const [loss, gradient] = await numbersOf(trained(id, logits, labels))
        tf.dispose([logits, labels])
        expect(relativeError(loss![0]!, lossTwins[id].loss(z, label)), 'loss').toBeLessThan(1e-5)
        lossTwins[id].slope(z, label).forEach((slope, k) => {
          // exp(-87) is the smallest that is normal in float32; below it digits end.
          if (slope !== 0 && Math.abs(slope) < 1.2e-38) return
          expect(relativeError(gradient![k]!, slope), `slope ${k}`).toBeLessThan(1e-5)
        })
      },
    )

    it('log1p is precise at every size, and keeps what is not a number', async () => {
      const x = [
        -0.9, -0.5, -0.3, -1e-6, 0, 1e-30, 1e-9, 3e-7, 1e-4, 0.1, 0.99, 1, 1.01, 9, 1e6,
      ].map(Math.fround)
      const input = tf.tensor1d([...x, NaN])
      const [values] = await numbersOf([tf.log1p(input)])
      input.dispose()
      x.forEach((one, i) =>
        expect(relativeError(values![i]!, Math.log1p(one)), `of ${one}`).toBeLessThan(2e-6),
      )
      expect(values!.at(-1)).toBeNaN()
    })

    it.each(LOSSES)(
      '%s shows every logit that is not finite, so that the step is skipped',
      async (id) => {
        for (const broken of [NaN, Infinity])
          for (let place = 0; place < CLASSES; place++) {
            const logits = tf.tensor2d([logitsWith(1, 2).map((z, k) => (k === place ? broken : z))])
            const labels = tf.tensor1d([2], 'int32')
            const [loss, gradient] = await numbersOf(trained(id, logits, labels))
            tf.dispose([logits, labels])
            const all = [...loss!, ...gradient!]
            expect(all.every(Number.isFinite), `${broken} at ${place}: ${all}`).toBe(false)
          }
      },
    )

    it.each(LOSSES)('%s of a batch: each example, their sum and their mean', async (id) => {
      const logits = tf.tensor2d(EXAMPLES.map(({ z }) => z))
      const labels = tf.tensor1d(
        EXAMPLES.map(({ label }) => label),
        'int32',
      )
      const { perExample, sum, mean } = lossOf(id)
      const [each, total, plainMean, fastMean, gradient] = await numbersOf([
        ...tf.tidy(() => [perExample, sum, mean].map((form) => form(logits, labels))),
        ...trained(id, logits, labels),
      ])
      tf.dispose([logits, labels])
      const expected = EXAMPLES.map(({ z, label }) => lossTwins[id].loss(z, label))
      each!.forEach((loss, i) =>
        expect(relativeError(loss, expected[i]!), `example ${i}`).toBeLessThan(1e-5),
      )
      const expectedSum = expected.reduce((a, b) => a + b)
      expect(relativeError(total![0]!, expectedSum)).toBeLessThan(1e-5)
      for (const values of [plainMean!, fastMean!])
        expect(relativeError(values[0]!, expectedSum / EXAMPLES.length)).toBeLessThan(1e-5)
      const slopes = EXAMPLES.flatMap(({ z, label }) => lossTwins[id].slope(z, label))
      gradient!.forEach((slope, i) =>
        expect(Math.abs(slope - slopes[i]! / EXAMPLES.length)).toBeLessThan(
          1e-5 * Math.max(1e-3, Math.abs(slopes[i]!)),
        ),
      )
    })
  })
}
