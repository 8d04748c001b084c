import * as tf from '@tensorflow/tfjs-core'
import type { InstrumentId } from '../../spec/instruments'
import type { OptionValue } from '../../spec/hyperparameter'
import { EagerRunner } from '../run/runner/eagerRunner'
import { TrainingRun } from '../run/trainingRun'
import type { Batch } from '../run/trainStep'
import type { HelperRunSetup, RunArrays, TrainedRows } from './messages'

const NOTHING = new Float32Array()

/**
 * A run as a helper has it: its weights and state are here or with somebody else; everything else
 * stays. The session that the helper works for watches it and counts its steps.
 */
export class HeldRun {
  private readonly trainingRun: TrainingRun
  private readonly runner: EagerRunner

  constructor(
    { setup, values }: HelperRunSetup,
    [parameters = NOTHING, ...state]: RunArrays,
    instruments: readonly InstrumentId[],
  ) {
    let made: EagerRunner | undefined
    const snapshot = { run: setup.id, parameters, state, values, skippedInARow: 0 }
    this.trainingRun = new TrainingRun(
      { ...setup, initialWeights: parameters },
      { step: 0, snapshot },
      (runner) => (made = new EagerRunner(runner)),
    )
    this.runner = made!
    this.useInstruments(instruments)
  }

  step(batch: Batch, step: number): void {
    this.trainingRun.step(batch, step, 0)
  }

  edit(key: string, value: OptionValue): void {
    this.trainingRun.edit(key, value, false)
  }

  useInstruments(on: readonly InstrumentId[]): void {
    this.trainingRun.instruments.use(on)
  }

  /** Metrics of the steps since the last call, and what instruments found at them. */
  rows(): Promise<Pick<TrainedRows, 'table' | 'measured'>> {
    return this.trainingRun.drainRows()
  }

  /** Parameters and state as they are now. */
  read(): Promise<Float32Array[]> {
    return this.runner.read()
  }

  /** The same, and from now on they are somebody else's. */
  async give(): Promise<Float32Array[]> {
    const arrays = await this.runner.read()
    this.runner.replaceParameters(tf.tensor1d([]))
    this.runner.replaceState([])
    return arrays
  }

  /** They are back. */
  take([parameters = NOTHING, ...state]: RunArrays): void {
    const shapes = this.trainingRun.optimizer.stateShapes(parameters.length)
    this.runner.replaceParameters(tf.tensor1d(parameters))
    this.runner.replaceState(state.map((values, i) => tf.tensor(values, [...shapes[i]!])))
  }

  dispose(): void {
    this.trainingRun.dispose()
  }
}
