/** Loss and gradient of the reference problems in double precision, in plain loops. */
import type { Objective64 } from '../../rules/testing/step64'
import type { ReferenceCase } from './referenceCase'
import { rowsOf, type LeastSquaresData, type MlpData, type Script } from './referenceData'

export type ObjectiveAt = (w: Float64Array, t: number) => Objective64

const ACTIVATIONS: Readonly<
  Record<string, readonly [value: (x: number) => number, slope: (y: number) => number]>
> = {
  relu: [(x) => Math.max(x, 0), (y) => (y > 0 ? 1 : 0)],
  tanh: [Math.tanh, (y) => 1 - y * y],
}

function leastSquares({ X, y }: LeastSquaresData, batchSize: ReferenceCase['batchSize']) {
  return (w: Float64Array, t: number): Objective64 => {
    const rows = rowsOf(X, batchSize, t)
    const targets = rowsOf(y, batchSize, t)
    const gradient = new Float64Array(w.length)
    let loss = 0
    rows.forEach((row, n) => {
      const residual = row.reduce((sum, x, i) => sum + x * w[i]!, 0) - targets[n]!
      loss += residual ** 2 / 2 / rows.length
      row.forEach((x, i) => (gradient[i]! += (residual * x) / rows.length))
    })
    return { loss, gradient }
  }
}

/** One hidden layer: W1 [inputs, hidden], b1, W2 [hidden, classes], b2, one after the other. */
function mlp(data: MlpData, batchSize: ReferenceCase['batchSize']) {
  const { hidden, classes } = data
  const inputs = data.x[0]!.length
  const [value, slope] = ACTIVATIONS[data.activation]!
  const b1 = inputs * hidden
  const W2 = b1 + hidden
  const b2 = W2 + hidden * classes
  return (w: Float64Array, t: number): Objective64 => {
    const rows = rowsOf(data.x, batchSize, t)
    const labels = rowsOf(data.label, batchSize, t)
    const gradient = new Float64Array(w.length)
    let loss = 0
    rows.forEach((x, n) => {
      const units = Array.from({ length: hidden }, (_, j) =>
        value(x.reduce((sum, xi, i) => sum + xi * w[i * hidden + j]!, w[b1 + j]!)),
      )
      const logits = Array.from({ length: classes }, (_, c) =>
        units.reduce((sum, y, j) => sum + y * w[W2 + j * classes + c]!, w[b2 + c]!),
      )
      const largest = Math.max(...logits)
      const powers = logits.map((logit) => Math.exp(logit - largest))
      const total = powers.reduce((sum, power) => sum + power, 0)
      loss += (Math.log(total) + largest - logits[labels[n]!]!) / rows.length
      const errors = powers.map(
        (power, c) => (power / total - (c === labels[n] ? 1 : 0)) / rows.length,
      )
      errors.forEach((error, c) => (gradient[b2 + c]! += error))
      units.forEach((y, j) => {
        let back = 0
        errors.forEach((error, c) => {
          gradient[W2 + j * classes + c]! += error * y
          back += error * w[W2 + j * classes + c]!
        })
        back *= slope(y)
        gradient[b1 + j]! += back
        x.forEach((xi, i) => (gradient[i * hidden + j]! += back * xi))
      })
    })
    return { loss, gradient }
  }
}

export function objective64({ problem: { kind, data }, batchSize }: ReferenceCase): ObjectiveAt {
  switch (kind) {
    case 'leastSquares':
      return leastSquares(data as LeastSquaresData, batchSize)
    case 'mlp':
      return mlp(data as MlpData, batchSize)
    case 'quad1d':
      return ([x = 0]) => ({
        loss: x ** 2 / 2 + (data as { a: number }).a,
        gradient: Float64Array.of(x),
      })
    case 'scripted':
      return (_w, t) => {
        const { loss, grad } = (data as Script).script[t]!
        return { loss: Number(loss), gradient: Float64Array.from(grad.map(Number)) }
      }
  }
}
