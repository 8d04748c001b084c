import * as tf from '@tensorflow/tfjs-core'
import { optimizerSpec } from '../../optimizers/specs'
import { evaluationStates } from '../../rules/evaluationStates'
import type { OptionValue, OptionValues } from '../../spec/hyperparameter'
import { rowsBetween, type MetricTable } from '../../spec/metricTable'
import type { OptimizerSpec } from '../../spec/optimizer'
import type { RunId } from '../../spec/runId'
import type { MetricBlock, RunSnapshot } from '../../worker/protocol'
import { RunInstruments } from '../instruments/runInstruments'
import { DivergenceWatch } from '../run/divergence'
import { evaluatedWeights } from '../run/evaluatedWeights'
import { createNetwork, type Network } from '../run/network'
import { l2Of, networkOf, type SessionRun, type TrainingRunSetup } from '../run/trainingRun'
import { lossAndGradient, type Batch } from '../run/trainStep'
import type { RunArrays, TrainedRows } from './messages'

/** A run that helpers train, as the worker of the session has it. */
export class DistantRun implements SessionRun {
  readonly id: RunId
  readonly optimizer: OptimizerSpec
  readonly isChecking = false
  readonly instruments = new RunInstruments()
  private readonly network: Network
  private readonly watch = new DivergenceWatch()
  private values: Record<string, OptionValue>
  private tables: MetricTable[] = []
  private seconds: number[] = []
  private brought: RunArrays | null = null

  /**
   * @param snapshot what it was when the helpers got it
   * @param nextRow the step to come
   * @param tellOfEdit gives an edit to the helpers
   */
  constructor(
    setup: Omit<TrainingRunSetup, 'initialWeights'>,
    snapshot: RunSnapshot,
    private nextRow: number,
    private readonly tellOfEdit: (key: string, value: OptionValue) => void,
  ) {
    this.id = snapshot.run
    this.optimizer = optimizerSpec(setup.config.optimizer)
    this.network = createNetwork(networkOf(setup))
    this.values = { ...snapshot.values }
    this.watch.skippedInARow = snapshot.skippedInARow
  }

  get hyper(): OptionValues {
    return this.values
  }

  get l2(): number {
    return l2Of(this.optimizer, this.values)
  }

  get divergedAt() {
    return this.watch.verdict
  }

  takeWarning(): null {
    return null
  }

  edit(key: string, value: OptionValue): OptionValue {
    const previous = this.values[key]!
    this.values = { ...this.values, [key]: value }
    this.tellOfEdit(key, value)
    return previous
  }

  /** Further rows, in order. @param seconds of each of them */
  receive(rows: readonly TrainedRows[], seconds: readonly number[]): void {
    for (const { table, measured } of rows) {
      this.tables.push(table)
      this.instruments.receive(measured)
    }
    this.seconds.push(...seconds)
  }

  /** Weights and state as they are at the step to come; null when they are about to change. */
  bring(arrays: RunArrays | null): void {
    this.brought = arrays
  }

  copyTrainedWeights(): tf.Tensor1D {
    return tf.tensor1d(this.arrays[0]!)
  }

  copyWeights(): tf.Tensor1D {
    const at = evaluationStates(this.optimizer.rule)
    if (!at) return this.copyTrainedWeights()
    const [trained, ...state] = this.arrays
    return tf.tidy(() =>
      evaluatedWeights(
        tf.tensor1d(trained!),
        tf.tensor1d(state[at.weights]!),
        tf.scalar(state[at.steps]![0]!),
      ),
    )
  }

  drain(): Promise<MetricBlock | null> {
    return Promise.resolve(this.takeRows())
  }

  private takeRows(): MetricBlock | null {
    const { tables, nextRow: firstStep } = this
    const seconds = Float64Array.from(this.seconds)
    this.tables = []
    this.seconds = []
    if (tables.length === 0) return null
    this.nextRow += seconds.length
    const rows = joined(tables)
    const kept = this.watch.inspect(rows, firstStep)
    const block = {
      run: this.id,
      firstStep,
      columns: rows.columns,
      values: rowsBetween(rows, 0, kept),
      seconds: seconds.slice(0, kept),
    }
    return this.instruments.complete(block, this.instruments.take())
  }

  gradientAt(weights: tf.Tensor1D, batch: Batch): tf.Tensor1D {
    return lossAndGradient(this.network, weights, batch).gradient
  }

  snapshot(): Promise<RunSnapshot> {
    const [parameters, ...state] = this.arrays.map((array) => array.slice())
    return Promise.resolve({
      ...{ run: this.id, parameters: parameters!, state },
      ...{ values: { ...this.values }, skippedInARow: this.watch.skippedInARow },
    })
  }

  /** Its memory is the helpers'. */
  dispose(): void {
    this.brought = null
  }

  private get arrays(): RunArrays {
    if (!this.brought) throw new Error('The weights of a run were used before they were brought.')
    return this.brought
  }
}

/** Tables with the same columns, one after the other. */
function joined(tables: readonly MetricTable[]): MetricTable {
  const values = new Float32Array(tables.reduce((sum, table) => sum + table.values.length, 0))
  let at = 0
  for (const table of tables) {
    values.set(table.values, at)
    at += table.values.length
  }
  return { columns: tables[0]!.columns, values }
}
