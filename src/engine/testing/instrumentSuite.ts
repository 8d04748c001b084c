import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { createStream } from '../../random/stream'
import { defaultValues, type NumberOption, type OptionValues } from '../../spec/hyperparameter'
import { MEASURE_EVERY } from '../../spec/instruments'
import type { LossId } from '../../spec/loss'
import { columnOf } from '../../spec/metricTable'
import { hyperparametersOf, rateOptionOf } from '../../spec/optimizer'
import { asRunId } from '../../spec/runId'
import type { LandscapeReport, MetricBlock, RateTestReport } from '../../worker/protocol'
import { CurvatureMeter } from '../instruments/curvatureMeter'
import { Landscape } from '../instruments/landscape'
import { RateTest } from '../instruments/rateTest'
import { createNetwork } from '../run/network'
import { TrainingRun } from '../run/trainingRun'
import {
  largestOf,
  LINEAR_CLASSES,
  LINEAR_INPUT,
  LINEAR_SIZE,
  linearData,
  linearGradient,
  linearHessian,
  linearLoss,
  type LinearData,
} from './linearTwin'
import { makeBatch } from './trainingHarness'

const LOSSES = ['crossEntropy', 'squared'] as const

function runOf(optimizer: string, hyper: OptionValues = {}, loss: LossId = 'crossEntropy') {
  const stream = createStream(1, 'data')
  return new TrainingRun({
    id: asRunId(0),
    config: {
      optimizer,
      hyper: { ...defaultValues(hyperparametersOf(optimizerSpec(optimizer))), ...hyper },
    },
    model: { id: 'softmax', options: {} },
    input: LINEAR_INPUT,
    classes: LINEAR_CLASSES,
    loss,
    stepsPerEpoch: 10,
    initialWeights: Float32Array.from({ length: LINEAR_SIZE }, () => stream.normal()),
  })
}

const linearNetwork = () =>
  createNetwork({
    ...{ model: modelSpec('softmax'), forward: forwardOf('softmax'), modelOptions: {} },
    ...{ input: LINEAR_INPUT, classes: LINEAR_CLASSES },
  })

const batchOf = ({ pixels, labels }: LinearData) => makeBatch(pixels, labels, LINEAR_INPUT)

/** What the rates of a run come to from a step on. */
async function rateTestOf(run: TrainingRun, step: number): Promise<RateTestReport> {
  const reports: RateTestReport[] = []
  const test = new RateTest({
    ...{ run: run.id, step, rehearsal: run.rehearse() },
    option: rateOptionOf(run.optimizer) as NumberOption,
    batchAt: (at) => batchOf(linearData(at)),
    held: batchOf(linearData(500)),
    tell: (report) => reports.push(report),
  })
  while (!(await test.advance()));
  test.dispose()
  return reports.at(-1)!
}

function stepOn(run: TrainingRun, step: number) {
  const batch = batchOf(linearData(step))
  run.step(batch, step, 0)
  tf.dispose([batch.images, batch.labels])
}

const weightsOf = async (run: TrainingRun) => (await run.snapshot()).parameters
const norm = (values: Iterable<number>) => Math.hypot(...values)
const at = (block: MetricBlock, column: string, row: number) => columnOf(block, column)![row]!

/** What instruments find, against double precision, on a backend. */
export function describeInstruments(backend: string, activate: () => Promise<unknown>): void {
  describe(`instruments on ${backend}`, () => {
    beforeAll(activate)

    it.each([
      ['sgd', { lr: 0.3 }, 'squared'],
      ['alig', { maxLr: 0.5, momentum: 0.9 }, 'crossEntropy'],
      ['adam', { lr: 0.05 }, 'crossEntropy'],
    ] as const)('%s: decrease, alpha and layers are those of the step', async (id, hyper, loss) => {
      const run = runOf(id, hyper, loss)
      run.instruments.use(['decrease', 'layers'])
      for (let step = 0; step < MEASURE_EVERY; step++) stepOn(run, step)
      const before = await weightsOf(run)
      stepOn(run, MEASURE_EVERY)
      const after = await weightsOf(run)
      stepOn(run, MEASURE_EVERY + 1)
      const block = (await run.drain())!
      run.dispose()

      const data = linearData(MEASURE_EVERY)
      const gradient = linearGradient(before, data, loss)
      const move = before.map((weight, i) => weight - after[i]!)
      const predicted = gradient.reduce((sum, g, i) => sum + g * move[i]!, 0)
      const actual = linearLoss(before, data, loss) - linearLoss(after, data, loss)
      expect(Math.abs(actual)).toBeGreaterThan(1e-3)
      expect(at(block, 'predicted_decrease', MEASURE_EVERY) / predicted).toBeCloseTo(1, 3)
      expect(at(block, 'actual_decrease', MEASURE_EVERY) / actual).toBeCloseTo(1, 2)
      const alpha = 1 - (2 * actual) / predicted
      expect(Math.abs(at(block, 'alpha', MEASURE_EVERY) - alpha)).toBeLessThan(
        2e-3 * (1 + Math.abs(alpha)),
      )
      expect(at(block, 'predicted_decrease', MEASURE_EVERY + 1)).toBeNaN()

      const { steps, norms } = block.layers!
      expect([...steps]).toEqual([0, MEASURE_EVERY])
      const kernel = LINEAR_SIZE - LINEAR_CLASSES
      const wanted = [gradient, move, before].flatMap((vector) => [
        norm(vector.subarray(0, kernel)),
        norm(vector.subarray(kernel)),
      ])
      wanted.forEach((one, i) => expect(norms[wanted.length + i]! / one).toBeCloseTo(1, 3))
    })

    it('finds the L2 term in the decrease where it belongs to the loss', async () => {
      const lambda = 0.2
      const run = runOf('alig', { maxLr: 0.1, weightDecay: lambda }, 'squared')
      run.instruments.use(['decrease'])
      const before = await weightsOf(run)
      stepOn(run, 0)
      const after = await weightsOf(run)
      const block = (await run.drain())!
      run.dispose()
      const data = linearData(0)
      const whole = (weights: Float32Array) =>
        linearLoss(weights, data, 'squared') + (lambda / 2) * norm(weights) ** 2
      const predicted = linearGradient(before, data, 'squared').reduce(
        (sum, g, i) => sum + (g + lambda * before[i]!) * (before[i]! - after[i]!),
        0,
      )
      expect(at(block, 'predicted_decrease', 0) / predicted).toBeCloseTo(1, 3)
      expect(at(block, 'actual_decrease', 0) / (whole(before) - whole(after))).toBeCloseTo(1, 2)
    })

    it('finds the noise of the gradient by four parts of the batch', async () => {
      const run = runOf('sgd', { lr: 0.1 })
      run.instruments.use(['noise', 'layers'])
      const weights = await weightsOf(run)
      stepOn(run, 0)
      stepOn(run, 1)
      const block = (await run.drain())!
      run.dispose()
      const { pixels, labels } = linearData(0)
      const size = labels.length / 4
      const inputs = pixels.length / labels.length
      const parts = [0, 1, 2, 3].map((part) => {
        const [from, to] = [part * size, (part + 1) * size]
        const data = {
          pixels: pixels.slice(from * inputs, to * inputs),
          labels: labels.slice(from, to),
        }
        return linearGradient(weights, data, 'crossEntropy')
      })
      const mean = parts[0]!.map((_, i) => parts.reduce((sum, g) => sum + g[i]! / 4, 0))
      const error = parts.reduce((sum, g) => sum + norm(g.map((x, i) => x - mean[i]!)) ** 2, 0) / 12
      expect(error).toBeGreaterThan(0)
      const noise = at(block, 'gradient_noise', 0)
      expect(noise / (Math.sqrt(error) / norm(mean))).toBeCloseTo(1, 4)
      expect(at(block, 'gradient_noise', 1)).toBeNaN()
      expect(block.columns).not.toContain('alpha')
      const whole = norm(linearGradient(weights, linearData(0), 'crossEntropy'))
      expect(norm(block.layers!.norms.subarray(0, 2)) / whole).toBeCloseTo(1, 4)
    })

    it('says -1 + lr curvature for gradient descent on a quadratic', async () => {
      const lr = 0.5
      const run = runOf('sgd', { lr, momentum: 0, weightDecay: 0 }, 'squared')
      run.instruments.use(['decrease'])
      const before = await weightsOf(run)
      stepOn(run, 0)
      const block = (await run.drain())!
      run.dispose()
      const data = linearData(0)
      const g = linearGradient(before, data, 'squared')
      const hessian = linearHessian(before, data, 'squared')
      const curved = hessian.map((row) => row.reduce((sum, entry, j) => sum + entry * g[j]!, 0))
      const along = curved.reduce((sum, entry, i) => sum + entry * g[i]!, 0) / norm(g) ** 2
      expect(at(block, 'alpha', 0)).toBeCloseTo(lr * along - 1, 3)
    })

    it.each(LOSSES)('finds the largest curvature of %s to a hundredth', async (loss) => {
      const run = runOf('sgd', { lr: 0.3 }, loss)
      const meter = new CurvatureMeter()
      const data = linearData(0)
      const batch = batchOf(data)
      const exact = largestOf(linearHessian(await weightsOf(run), data, loss))
      const first = await meter.measure(0, run, batch, async () => false)
      expect(first!.curvature / exact).toBeCloseTo(1, 2)
      expect(first!.stableStepSize! * exact).toBeCloseTo(2, 1)
      // From where it was left, with fewer gradients.
      const again = await meter.measure(1, run, batch, async () => false)
      expect(again!.curvature / exact).toBeCloseTo(1, 2)
      expect(again!.gradients).toBeLessThanOrEqual(first!.gradients)
      meter.drop()
      run.dispose()
      tf.dispose([batch.images, batch.labels])
    })

    it('a rate test finds what one step of each rate comes to, and leaves the run alone', async () => {
      const run = runOf('sgd', { lr: 0.1, momentum: 0, weightDecay: 0 }, 'squared')
      const before = await weightsOf(run)
      const tensors = tf.memory().numTensors
      const found = await rateTestOf(run, 3)
      expect(tf.memory().numTensors).toBe(tensors)
      expect(await weightsOf(run)).toEqual(before)
      run.dispose()
      const { points, values, before: start } = found
      expect([points.length, points[0]!.rate, points.at(-1)!.rate]).toEqual([values, 1e-3, 100])
      const data = linearData(3)
      expect(start.batch / linearLoss(before, data, 'squared')).toBeCloseTo(1, 4)
      const gradient = linearGradient(before, data, 'squared')
      for (const { rate, afterOne } of points) {
        const after = before.map((weight, i) => weight - rate * gradient[i]!)
        expect(afterOne / linearLoss(after, data, 'squared'), `rate ${rate}`).toBeCloseTo(1, 3)
      }
      // Twenty steps by hand.
      for (const rate of [0.02, 0.1]) {
        const weights = Float64Array.from(before)
        for (let step = 3; step < 23; step++)
          linearGradient(weights, linearData(step), 'squared').forEach(
            (g, i) => (weights[i]! -= rate * g),
          )
        const { afterAll, heldAfterAll } = points.find((point) => point.rate === rate)!
        expect(afterAll / linearLoss(weights, data, 'squared')).toBeCloseTo(1, 2)
        expect(heldAfterAll / linearLoss(weights, linearData(500), 'squared')).toBeCloseTo(1, 2)
      }
    })

    it('a rate test goes on with the state of the run, as the run itself does', async () => {
      const run = runOf('adam', { lr: 0.05 })
      for (let step = 0; step < 5; step++) stepOn(run, step)
      const found = await rateTestOf(run, 5)
      for (let step = 5; step < 25; step++) stepOn(run, step)
      const after = await weightsOf(run)
      run.dispose()
      const point = found.points.find(({ rate }) => rate === 0.05)!
      expect(point.afterAll / linearLoss(after, linearData(5), 'crossEntropy')).toBeCloseTo(1, 4)
    })

    it('a landscape is the loss at its points', async () => {
      const [run, other] = [runOf('sgd', { lr: 0.3 }), runOf('adam', { lr: 0.1 })]
      const start = await weightsOf(run)
      for (let step = 0; step < 8; step++) [run, other].forEach((one) => stepOn(one, step))
      const [own, third] = [await weightsOf(run), await weightsOf(other)]
      const tensors = tf.memory().numTensors
      const reports: LandscapeReport[] = []
      const pathOf = (one: TrainingRun, id: number) => ({
        run: asRunId(id),
        points: [
          { step: 0, weights: one.copyStartWeights() },
          { step: 8, weights: one.copyTrainedWeights() },
        ],
      })
      const landscape = new Landscape({
        ...{ run: asRunId(0), other: asRunId(1), step: 8, of: 8, network: linearNetwork() },
        paths: [pathOf(run, 0), pathOf(other, 1)],
        sample: batchOf(linearData(600)),
        tell: (report) => reports.push(report),
      })
      while (!(await landscape.advance()));
      landscape.dispose()
      expect(tf.memory().numTensors).toBe(tensors)
      run.dispose()
      other.dispose()

      const { losses, low, size, side } = reports.at(-1)!
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0)
      const along = Array.from(own, (w, i) => w - start[i]!)
      const u = along.map((value) => value / norm(along))
      const from = Array.from(third, (w, i) => w - start[i]!)
      const beside = from.map((value, i) => value - dot(from, u) * u[i]!)
      const v = beside.map((value) => value / norm(beside))
      for (let i = 0; i < 20; i++) {
        const place = Math.floor((i * (side * side - 1)) / 19)
        const x = low.x + (size * (place % side)) / (side - 1)
        const y = low.y + (size * Math.floor(place / side)) / (side - 1)
        const weights = Array.from(start, (w, j) => w + x * u[j]! + y * v[j]!)
        const exact = linearLoss(weights, linearData(600), 'crossEntropy')
        expect(losses[place]! / exact, `point ${place}`).toBeCloseTo(1, 3)
      }
    })

    it.each([
      ['alig', { momentum: 0.9 }],
      ['adam', {}],
    ] as const)('%s: leave every number as it is, and no memory behind', async (id, hyper) => {
      const alone = runOf(id, hyper)
      const watched = runOf(id, hyper)
      watched.instruments.use(['decrease', 'noise', 'layers'])
      const meter = new CurvatureMeter()
      const measured = async (step: number) => {
        const batch = batchOf(linearData(step))
        const report = await meter.measure(step, watched, batch, async () => false)
        watched.instruments.note(step, 'stable_step_size', report!.stableStepSize!)
        tf.dispose([batch.images, batch.labels])
      }
      let tensors = 0
      for (let step = 0; step < 3 * MEASURE_EVERY; step++) {
        if (step % MEASURE_EVERY === 0) await measured(step)
        stepOn(alone, step)
        stepOn(watched, step)
        if (step % MEASURE_EVERY !== MEASURE_EVERY - 1) continue
        const [plain, block] = [(await alone.drain())!, (await watched.drain())!]
        for (const column of plain.columns)
          expect(columnOf(block, column), column).toEqual(columnOf(plain, column))
        expect(columnOf(block, 'stable_step_size')!.filter((size) => size > 0)).toHaveLength(1)
        if (step > MEASURE_EVERY) expect(tf.memory().numTensors).toBe(tensors)
        tensors = tf.memory().numTensors
      }
      expect(await weightsOf(watched)).toEqual(await weightsOf(alone))
      alone.dispose()
      watched.dispose()
      meter.drop()
    })
  })
}
