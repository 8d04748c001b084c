/**
 * The loss after one step and after some, from the weights as they are now, for each of several
 * rates: every rate is given copies of the run's weights and state and the batches to come.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Scalar } from '@tensorflow/tfjs-core'
import type { NumberOption } from '../../spec/hyperparameter'
import { RATE_TEST_STEPS, testedRates } from '../../spec/rateTest'
import type { RunId } from '../../spec/runId'
import type { RatePoint, RateTestReport } from '../../worker/protocol'
import type { Rehearsal } from '../run/rehearsal'
import type { Batch } from '../run/trainStep'
import type { Study } from './studies'

export interface RateTestSetup {
  readonly run: RunId
  /** The step to come. */
  readonly step: number
  /** The rate: the hyperparameter whose values are tested. */
  readonly option: NumberOption
  /** The test disposes it. */
  readonly rehearsal: Rehearsal
  /** Batch of a step; the test disposes it. */
  readonly batchAt: (step: number) => Batch
  /** Examples that no step sees; the test disposes them. */
  readonly held: Batch
  /** Hears of the report as it grows. */
  readonly tell: (report: RateTestReport) => void
}

export class RateTest implements Study {
  private readonly rates: readonly number[]
  private readonly batch: Batch
  private readonly points: RatePoint[] = []
  /** Losses that are still on the device. */
  private losses: Scalar[] = []
  private before: { readonly batch: number; readonly held: number } | null = null
  private stepsDone = 0

  constructor(private readonly setup: RateTestSetup) {
    const { option, rehearsal, batchAt, step } = setup
    this.rates = testedRates(option, rehearsal.values[option.key] ?? null)
    this.batch = batchAt(step)
  }

  async advance(): Promise<boolean> {
    const { setup, rates } = this
    const { rehearsal, option, batchAt, step } = setup
    if (!this.before) {
      this.measure()
      const [batch, held] = await this.read()
      this.before = { batch: batch!, held: held! }
      this.tell()
      return false
    }
    const rate = rates[this.points.length]!
    if (this.stepsDone === 0) rehearsal.begin({ ...rehearsal.values, [option.key]: rate })
    const at = step + this.stepsDone
    const batch = batchAt(at)
    rehearsal.step(batch, at)
    tf.dispose([batch.images, batch.labels])
    this.stepsDone++
    if (this.stepsDone === 1) this.measure()
    if (this.stepsDone < RATE_TEST_STEPS) return false
    this.measure()
    this.stepsDone = 0
    const [afterOne, heldAfterOne, afterAll, heldAfterAll] = await this.read()
    this.points.push({
      rate,
      afterOne: afterOne!,
      heldAfterOne: heldAfterOne!,
      afterAll: afterAll!,
      heldAfterAll: heldAfterAll!,
    })
    this.tell()
    return this.points.length === rates.length
  }

  dispose(): void {
    const { rehearsal, held } = this.setup
    rehearsal.dispose()
    tf.dispose([this.batch.images, this.batch.labels, held.images, held.labels, ...this.losses])
    this.losses = []
  }

  /** Losses at the weights of the attempt, of the batch and of the examples that no step sees. */
  private measure(): void {
    const { rehearsal, held } = this.setup
    this.losses.push(rehearsal.loss(this.batch), rehearsal.loss(held))
  }

  private async read(): Promise<readonly number[]> {
    const taken = this.losses
    this.losses = []
    const joined = tf.stack(taken)
    tf.dispose(taken)
    const values = Array.from(await joined.data())
    joined.dispose()
    return values
  }

  private tell(): void {
    const { run, step, option, rehearsal, held } = this.setup
    this.setup.tell({
      ...{ run, step, key: option.key, current: rehearsal.values[option.key] ?? null },
      ...{ before: this.before!, points: [...this.points], values: this.rates.length },
      ...{ steps: RATE_TEST_STEPS, heldExamples: held.labels.size },
    })
  }
}
