import { beforeAll, describe, expect, it } from 'vitest'
import { SELF_TEST, SELF_TEST_ANSWER, testBackend } from './selfTest'
import { activate } from '../testing/backends.node'

/** The probe's step in float64, written out without tensors. */
function selfTestStep() {
  const { images, labels, hidden, classes, weights, hyper } = SELF_TEST
  const w: readonly number[] = weights
  const [b1, w2, b2] = [2 * hidden, 3 * hidden, 3 * hidden + hidden * classes]
  const gradient = Array<number>(w.length).fill(0)
  let loss = 0
  labels.forEach((label, n) => {
    const x = [images[2 * n]!, images[2 * n + 1]!]
    const h = Array.from({ length: hidden }, (_, j) =>
      Math.max(0, x[0]! * w[j]! + x[1]! * w[hidden + j]! + w[b1 + j]!),
    )
    const z = Array.from({ length: classes }, (_, k) =>
      h.reduce((sum, value, j) => sum + value * w[w2 + j * classes + k]!, w[b2 + k]!),
    )
    const total = z.reduce((sum, value) => sum + Math.exp(value), 0)
    loss += (Math.log(total) - z[label]!) / labels.length
    const dz = z.map((value, k) => (Math.exp(value) / total - Number(k === label)) / labels.length)
    dz.forEach((d, k) => {
      gradient[b2 + k]! += d
      h.forEach((value, j) => (gradient[w2 + j * classes + k]! += value * d))
    })
    h.forEach((value, j) => {
      if (value <= 0) return
      const d = dz.reduce((sum, dk, k) => sum + dk * w[w2 + j * classes + k]!, 0)
      gradient[j]! += d * x[0]!
      gradient[hidden + j]! += d * x[1]!
      gradient[b1 + j]! += d
    })
  })
  const gradNormSq = gradient.reduce((sum, g) => sum + g * g, 0)
  const stepSize = Math.min(loss / (gradNormSq + hyper.eps), hyper.maxLr)
  // First step: v = -gamma g, w <- w - gamma g + mu v.
  const after = w.map((value, i) => value - (1 + hyper.momentum) * stepSize * gradient[i]!)
  return { loss, gradNormSq, stepSize, weights: after }
}

describe('probe', () => {
  it('has the answer that float64 gives', () => {
    const answer = selfTestStep()
    expect(SELF_TEST_ANSWER.loss).toBeCloseTo(answer.loss, 9)
    expect(SELF_TEST_ANSWER.gradNormSq).toBeCloseTo(answer.gradNormSq, 9)
    expect(SELF_TEST_ANSWER.stepSize).toBeCloseTo(answer.stepSize, 9)
    expect(SELF_TEST_ANSWER.weights).toHaveLength(answer.weights.length)
    answer.weights.forEach((weight, i) =>
      expect(SELF_TEST_ANSWER.weights[i]).toBeCloseTo(weight, 9),
    )
  })

  describe.each(['cpu', 'wasm'] as const)('%s', (backend) => {
    beforeAll(() => activate(backend))
    it('is found sound', async () => expect(await testBackend()).toBeUndefined())
  })
})
