import * as tf from '@tensorflow/tfjs-core'
import type { RunConfig } from '../../experiment/experiment'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { evaluationStates } from '../../rules/evaluationStates'
import { rowsBetween, type MetricTable } from '../../spec/metricTable'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import {
  numberOf,
  type OptionSpec,
  type OptionValue,
  type OptionValues,
} from '../../spec/hyperparameter'
import type { ChannelStatistics } from '../../spec/dataset'
import type { LossId } from '../../spec/loss'
import type { InputShape } from '../../spec/model'
import type { RunId } from '../../spec/runId'
import type { RunSnapshot, MetricBlock } from '../../worker/protocol'
import { measurementsOf, RunInstruments, type StepMeasurement } from '../instruments/runInstruments'
import { DivergenceWatch } from './divergence'
import { evaluatedWeights } from './evaluatedWeights'
import { deviceNumber, splitHyper } from './hyper'
import { createNetwork, type Network, type NetworkConfig } from './network'
import { projectOntoBall } from './projection'
import { Rehearsal } from './rehearsal'
import { createRunner } from './runner/createRunner'
import type { RunnerSetup, StepRunner } from './runner/types'
import { writeScheduled } from './schedule'
import { createTrainStep, lossAndGradient, type Batch, type TrainStep } from './trainStep'

export interface TrainingRunSetup {
  readonly id: RunId
  readonly config: RunConfig
  readonly model: { readonly id: string; readonly options: OptionValues }
  readonly input: InputShape
  readonly classes: number
  /** Cross-entropy where it is left out. */
  readonly loss?: LossId
  /** What images are standardised by that come as bytes. */
  readonly pixels?: ChannelStatistics
  readonly stepsPerEpoch: number
  /** [P], before any projection; shared by all runs and not kept. */
  readonly initialWeights: Float32Array
}

export const networkOf = ({
  model,
  input,
  classes,
  loss,
  pixels,
}: Omit<TrainingRunSetup, 'initialWeights'>): NetworkConfig => ({
  model: modelSpec(model.id),
  forward: forwardOf(model.id),
  modelOptions: model.options,
  input,
  classes,
  loss,
  pixels,
})

/** lambda of the L2 term that these hyperparameters give the loss; 0 for none. */
export function l2Of({ rule: { penalty } }: OptimizerSpec, values: OptionValues): number {
  return penalty === undefined ? 0 : numberOf(values, penalty)
}

/** What a session needs of a run, whoever trains it. */
export type SessionRun = Pick<
  TrainingRun,
  | 'id'
  | 'optimizer'
  | 'hyper'
  | 'l2'
  | 'instruments'
  | 'isChecking'
  | 'divergedAt'
  | 'takeWarning'
  | 'edit'
  | 'drain'
  | 'snapshot'
  | 'copyTrainedWeights'
  | 'copyWeights'
  | 'gradientAt'
  | 'dispose'
>

/**
 * One run in training: its weights, optimizer state and hyperparameters on the device, and
 * the metrics that have not been read yet. Owns them until `dispose`.
 */
export class TrainingRun {
  readonly id: RunId
  readonly optimizer: OptimizerSpec
  private readonly setup: TrainingRunSetup
  private readonly optionSpecs: readonly OptionSpec[]
  /** What people want measured beside the steps. */
  readonly instruments = new RunInstruments(() => this.runner.forgetMeasures?.())
  private readonly watch = new DivergenceWatch()
  private readonly runner: StepRunner
  private readonly network: Network
  private values: Record<string, OptionValue>
  private seconds: number[] = []
  private nextRow = 0

  /**
   * @param resume state to go on from, and the step that it belongs to
   * @param makeRunner given ownership of the tensors
   */
  constructor(
    setup: TrainingRunSetup,
    resume?: { readonly step: number; readonly snapshot: RunSnapshot },
    makeRunner: (setup: RunnerSetup) => StepRunner = createRunner,
  ) {
    const snapshot = resume?.snapshot
    this.id = setup.id
    this.setup = setup
    this.optimizer = optimizerSpec(setup.config.optimizer)
    this.optionSpecs = hyperparametersOf(this.optimizer)
    this.values = { ...setup.config.hyper, ...snapshot?.values }
    this.network = createNetwork(networkOf(setup))
    const shapes = this.optimizer.stateShapes(setup.initialWeights.length)
    if (snapshot) this.watch.skippedInARow = snapshot.skippedInARow
    this.runner = makeRunner({
      trainStep: this.buildStep(),
      hyper: splitHyper(this.optionSpecs, this.values).numbers,
      parameters: snapshot ? tf.tensor1d(snapshot.parameters) : this.projectedStart(),
      state: shapes.map((shape, i) =>
        snapshot ? tf.tensor(snapshot.state[i]!, [...shape], 'float32') : tf.zeros([...shape]),
      ),
    })
    this.nextRow = resume?.step ?? 0
  }

  /** The weights that the next gradient is taken at, [P]; the caller disposes them. */
  copyTrainedWeights(): tf.Tensor1D {
    return this.runner.copyParameters()
  }

  /** The weights that it started with, [P]; the caller disposes them. */
  copyStartWeights(): tf.Tensor1D {
    return this.projectedStart()
  }

  /**
   * The weights that tests, predictions and pictures use, as they are now, [P]; the caller disposes
   * them. They are those that are trained, unless the rule keeps others for that.
   */
  copyWeights(): tf.Tensor1D {
    const at = evaluationStates(this.optimizer.rule)
    if (!at) return this.copyTrainedWeights()
    const { runner } = this
    return tf.tidy(() =>
      evaluatedWeights(
        runner.copyParameters(),
        runner.copyState(at.weights) as tf.Tensor1D,
        runner.copyState(at.steps) as tf.Scalar,
      ),
    )
  }

  /** Gradient of the loss of a batch at any weights, [P], without any L2 term. Within a tidy. */
  gradientAt(weights: tf.Tensor1D, batch: Batch): tf.Tensor1D {
    return lossAndGradient(this.network, weights, batch).gradient
  }

  /** What this run would do from here: copies that can be trained apart. The caller disposes it. */
  rehearse(): Rehearsal {
    const { optimizer, network, runner } = this
    const shapes = optimizer.stateShapes(network.parameterCount)
    return new Rehearsal({
      ...{ optimizer, network, stepsPerEpoch: this.setup.stepsPerEpoch },
      trainStep: this.buildStep(),
      values: { ...this.values },
      parameters: runner.copyParameters(),
      state: shapes.map((_, place) => runner.copyState(place)),
    })
  }

  /** Hyperparameters in force at the next step. */
  get hyper(): OptionValues {
    return this.values
  }

  /** True while steps are slower until the metrics have been read. */
  get isChecking(): boolean {
    return this.runner.isChecking
  }

  /** A sentence about what went wrong without stopping the run; each is given once. */
  takeWarning(): string | null {
    return this.runner.takeWarning()
  }

  get divergedAt(): { step: number; sentence: string } | null {
    return this.watch.verdict
  }

  /** One update on this batch. Nothing is read back. */
  step(batch: Batch, step: number, seconds: number): void {
    writeScheduled(this.runner, this.optimizer, this.values, step, this.setup.stepsPerEpoch)
    this.seconds.push(seconds)
    this.runner.step(batch, this.instruments.begin(step, this.l2 !== 0))
  }

  /** Changes a hyperparameter for the steps that follow. Returns the value it had. */
  edit(key: string, value: OptionValue, atStart: boolean): OptionValue {
    const spec = this.optionSpecs.find((option) => option.key === key)
    if (!spec) throw new Error(`${this.optimizer.label} has no hyperparameter "${key}".`)
    const previous = this.values[key]!
    this.values = { ...this.values, [key]: value }
    if (spec.kind === 'number') this.runner.write(key, deviceNumber(value))
    else this.runner.replaceStep(this.buildStep())
    if (key === 'radius' && atStart) this.runner.replaceParameters(this.projectedStart())
    return previous
  }

  /** Reads all metrics gathered since the last call in one go; null if there are none. */
  async drain(): Promise<MetricBlock | null> {
    const seconds = Float64Array.from(this.seconds)
    this.seconds = []
    if (seconds.length === 0) return null
    const taken = this.instruments.take()
    const rows = await this.runner.drain()
    const firstStep = this.nextRow
    this.nextRow += seconds.length
    const kept = this.watch.inspect(rows, firstStep)
    const block = {
      run: this.id,
      firstStep,
      columns: rows.columns,
      values: rowsBetween(rows, 0, kept),
      seconds: seconds.slice(0, kept),
    }
    return this.instruments.complete(block, taken, rows.measured)
  }

  /** The same as they are: somebody else watches over this run and counts its steps. */
  async drainRows(): Promise<{
    readonly table: MetricTable
    readonly measured: readonly StepMeasurement[]
  }> {
    this.seconds = []
    const taken = this.instruments.take()
    const { measured, ...table } = await this.runner.drain()
    return { table, measured: measurementsOf(taken, measured) }
  }

  async snapshot(): Promise<RunSnapshot> {
    const values = { ...this.values }
    const { skippedInARow } = this.watch
    const [parameters, ...state] = await this.runner.read()
    return { run: this.id, parameters: parameters!, state, values, skippedInARow }
  }

  dispose(): void {
    this.runner.dispose()
  }

  /** lambda of an L2 term lambda |w|^2 / 2 that belongs to the loss of this run; 0 for none. */
  get l2(): number {
    return l2Of(this.optimizer, this.values)
  }

  private buildStep(): TrainStep {
    return createTrainStep({
      ...networkOf(this.setup),
      optimizer: this.optimizer,
      staticOptions: this.values,
    })
  }

  private projectedStart(): tf.Tensor1D {
    const radius = deviceNumber(this.values['radius']!)
    return tf.tidy(
      () => projectOntoBall(tf.tensor1d(this.setup.initialWeights), tf.scalar(radius)).parameters,
    )
  }
}
