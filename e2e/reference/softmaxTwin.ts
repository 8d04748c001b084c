/**
 * Softmax regression and the update rules once more, in float64 and plain loops, sharing no code
 * with the app: what the page's exported numbers are checked against.
 */

export type TwinRule =
  | {
      readonly kind: 'alig'
      /** null: no limit */
      readonly maxLr: number | null
      /** Standard mode. */
      readonly momentum?: number
      readonly eps?: number
    }
  | {
      readonly kind: 'sgd'
      readonly lr: number
      readonly momentum?: number
      readonly nesterov?: boolean
    }
  | { readonly kind: 'adam'; readonly lr: number }

export interface TwinSetup {
  /** Raw bytes, [N, pixels] in file order. */
  readonly images: Uint8Array
  readonly labels: Uint8Array
  /** Bytes per image. */
  readonly pixels: number
  readonly classes: number
  /** Of byte / 255. */
  readonly mean: number
  readonly std: number
  readonly batch: number
  readonly steps: number
  readonly rule: TwinRule
}

/** Taken at the weights before the update. */
export interface TwinRow {
  readonly loss: number
  /** Share of the batch; a tie counts for the lowest class. */
  readonly accuracy: number
  readonly gradNormSq: number
  /** null where the rule has none. */
  readonly unclipped: number | null
  readonly stepSize: number
  readonly weightNorm: number
  /** |w' - w| / |g| */
  readonly effectiveStep: number
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

interface BatchResult {
  readonly loss: number
  readonly accuracy: number
  readonly gradient: Float64Array
}

/** Mean cross-entropy of consecutive images and its gradient; w = W [pixels, classes], then b. */
function lossAndGradient(setup: TwinSetup, w: Float64Array, first: number): BatchResult {
  const { images, labels, pixels, classes, mean, std, batch } = setup
  const gradient = new Float64Array(w.length)
  const bias = pixels * classes
  const x = new Float64Array(pixels)
  const z = new Float64Array(classes)
  let loss = 0
  let correct = 0
  for (let n = first; n < first + batch; n++) {
    for (let p = 0; p < pixels; p++) x[p] = (images[n * pixels + p]! / 255 - mean) / std
    for (let k = 0; k < classes; k++) {
      let sum = w[bias + k]!
      for (let p = 0; p < pixels; p++) sum += x[p]! * w[p * classes + k]!
      z[k] = sum
    }
    const label = labels[n]!
    const top = Math.max(...z)
    if (z.indexOf(top) === label) correct++
    const total = z.reduce((sum, value) => sum + Math.exp(value - top), 0)
    loss += (Math.log(total) + top - z[label]!) / batch
    for (let k = 0; k < classes; k++) {
      const d = (Math.exp(z[k]! - top) / total - Number(k === label)) / batch
      gradient[bias + k]! += d
      for (let p = 0; p < pixels; p++) gradient[p * classes + k]! += x[p]! * d
    }
  }
  return { loss, accuracy: correct / batch, gradient }
}

interface Stepped {
  readonly unclipped: number | null
  readonly stepSize: number
  readonly delta: Float64Array
}

/** Makes the update of a rule, which keeps its own momentum. */
function updater(rule: TwinRule, size: number) {
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  let t = 0
  return ({ loss, gradient: g }: BatchResult, gradNormSq: number): Stepped => {
    t++
    if (rule.kind === 'alig') {
      const mu = rule.momentum ?? 0
      const unclipped = loss / (gradNormSq + (rule.eps ?? 1e-5))
      const stepSize = Math.max(0, Math.min(unclipped, rule.maxLr ?? Infinity))
      const delta = g.map((gi, i) => {
        first[i] = mu * first[i]! - stepSize * gi
        return mu * first[i]! - stepSize * gi
      })
      return { unclipped, stepSize, delta }
    }
    if (rule.kind === 'sgd') {
      const mu = rule.momentum ?? 0
      const delta = g.map((gi, i) => {
        first[i] = mu * first[i]! + gi
        return -rule.lr * (rule.nesterov === true ? gi + mu * first[i]! : first[i]!)
      })
      return { unclipped: null, stepSize: rule.lr, delta }
    }
    const delta = g.map((gi, i) => {
      first[i] = 0.9 * first[i]! + 0.1 * gi
      second[i] = 0.999 * second[i]! + 0.001 * gi * gi
      const m = first[i]! / (1 - 0.9 ** t)
      const v = second[i]! / (1 - 0.999 ** t)
      return (-rule.lr * m) / (Math.sqrt(v) + 1e-8)
    })
    return { unclipped: null, stepSize: rule.lr, delta }
  }
}

/**
 * Trains from zero weights on consecutive batches in file order; the incomplete last batch of
 * an epoch is dropped.
 * @returns one row per step
 */
export function softmaxTwin(setup: TwinSetup): TwinRow[] {
  const { pixels, classes, batch, steps, rule } = setup
  const w = new Float64Array((pixels + 1) * classes)
  const update = updater(rule, w.length)
  const stepsPerEpoch = Math.floor(setup.labels.length / batch)
  return Array.from({ length: steps }, (_, step): TwinRow => {
    const result = lossAndGradient(setup, w, (step % stepsPerEpoch) * batch)
    const gradNormSq = dot(result.gradient, result.gradient)
    const weightNorm = Math.sqrt(dot(w, w))
    const { unclipped, stepSize, delta } = update(result, gradNormSq)
    delta.forEach((d, i) => (w[i]! += d))
    const effectiveStep = gradNormSq > 0 ? Math.sqrt(dot(delta, delta) / gradNormSq) : 0
    const { loss, accuracy } = result
    return { loss, accuracy, gradNormSq, unclipped, stepSize, weightNorm, effectiveStep }
  })
}
