/** A linear model with biases and its loss in double precision: value, gradient and whole Hessian. */
import { createStream } from '../../random/stream'

export const LINEAR_INPUT = { height: 2, width: 3, channels: 1 }
export const LINEAR_CLASSES = 3
const BATCH = 8
const INPUTS = 6
/** Kernel [INPUTS, CLASSES], then the biases. */
export const LINEAR_SIZE = (INPUTS + 1) * LINEAR_CLASSES

export interface LinearData {
  readonly pixels: readonly number[]
  readonly labels: readonly number[]
}

export function linearData(step = 0): LinearData {
  const stream = createStream(7, 'data', step)
  return {
    pixels: Array.from({ length: BATCH * INPUTS }, () => stream.normal()),
    labels: Array.from({ length: BATCH }, () => stream.below(LINEAR_CLASSES)),
  }
}

/** The inputs of each example with the 1 of the biases behind them. */
const rowsOf = ({ pixels, labels }: LinearData) =>
  labels.map((label, n) => ({
    x: [...pixels.slice(n * INPUTS, (n + 1) * INPUTS), 1],
    label,
  }))

const outputs = (weights: ArrayLike<number>, x: readonly number[]) =>
  Array.from({ length: LINEAR_CLASSES }, (_, c) =>
    x.reduce((sum, xi, i) => sum + xi * weights[i * LINEAR_CLASSES + c]!, 0),
  )

function probabilities(logits: readonly number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

type LossName = 'crossEntropy' | 'squared'

export function linearLoss(weights: ArrayLike<number>, data: LinearData, loss: LossName): number {
  const rows = rowsOf(data)
  return rows.reduce((sum, { x, label }) => {
    const logits = outputs(weights, x)
    const one =
      loss === 'squared'
        ? logits.reduce((total, z, c) => total + (z - (c === label ? 1 : 0)) ** 2 / 2, 0)
        : -Math.log(probabilities(logits)[label]!)
    return sum + one / rows.length
  }, 0)
}

export function linearGradient(weights: ArrayLike<number>, data: LinearData, loss: LossName) {
  const gradient = new Float64Array(LINEAR_SIZE)
  const rows = rowsOf(data)
  for (const { x, label } of rows) {
    const logits = outputs(weights, x)
    const values = loss === 'squared' ? logits : probabilities(logits)
    values.forEach((value, c) => {
      const slope = (value - (c === label ? 1 : 0)) / rows.length
      x.forEach((xi, i) => (gradient[i * LINEAR_CLASSES + c]! += slope * xi))
    })
  }
  return gradient
}

/** [LINEAR_SIZE, LINEAR_SIZE], as rows. */
export function linearHessian(weights: ArrayLike<number>, data: LinearData, loss: LossName) {
  const hessian = Array.from({ length: LINEAR_SIZE }, () => new Float64Array(LINEAR_SIZE))
  const rows = rowsOf(data)
  for (const { x } of rows) {
    const p = probabilities(outputs(weights, x))
    for (let c = 0; c < LINEAR_CLASSES; c++)
      for (let d = 0; d < LINEAR_CLASSES; d++) {
        const same = c === d ? 1 : 0
        const curve = (loss === 'squared' ? same : p[c]! * (same - p[d]!)) / rows.length
        x.forEach((xi, i) =>
          x.forEach(
            (xj, j) =>
              (hessian[i * LINEAR_CLASSES + c]![j * LINEAR_CLASSES + d]! += curve * xi * xj),
          ),
        )
      }
  }
  return hessian
}

/** Of a positive semidefinite matrix, by many powers of it. */
export function largestOf(matrix: readonly Float64Array[]): number {
  let vector = Float64Array.from(matrix, (_, i) => 1 + i / 7)
  let value = 0
  for (let i = 0; i < 20_000; i++) {
    const product = Float64Array.from(matrix, (row) =>
      row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0),
    )
    value = Math.hypot(...product)
    vector = product.map((entry) => entry / value)
  }
  return value
}
