import * as tf from '@tensorflow/tfjs-core'
import type { RunConfig } from '../experiment/experiment'
import { forwardOf } from '../models/registry'
import { modelSpec } from '../models/specs'
import { updateRule } from '../optimizers/registry'
import { optimizerSpec } from '../optimizers/specs'
import { METRIC_COLUMNS } from '../spec/metrics'
import { hyperparametersOf, type OptimizerSpec } from '../spec/optimizer'
import type { OptionSpec, OptionValue, OptionValues } from '../spec/hyperparameter'
import type { InputShape } from '../spec/model'
import type { LaneSnapshot, MetricBlock } from '../worker/protocol'
import { DivergenceWatch } from './divergence'
import { deviceNumber } from './hyper'
import { MetricsRing } from './metricsRing'
import { projectOntoBall } from './projection'
import { createTrainStep, type Batch, type TrainStep } from './trainStep'

export interface LaneSetup {
  /** Index of the run in the experiment. */
  readonly run: number
  readonly config: RunConfig
  readonly model: { readonly id: string; readonly options: OptionValues }
  readonly input: InputShape
  readonly classes: number
  readonly stepsPerEpoch: number
  /** [P], before any projection; shared by all lanes and not kept. */
  readonly initialWeights: Float32Array
}

/**
 * One run in training: its weights, optimizer state and hyperparameters on the device, and
 * the metrics that have not been read yet. Owns its tensors until `dispose`.
 */
export class Lane {
  readonly run: number
  readonly optimizer: OptimizerSpec
  private readonly setup: LaneSetup
  private readonly optionSpecs: readonly OptionSpec[]
  private readonly ring = new MetricsRing()
  private readonly watch = new DivergenceWatch()
  private values: Record<string, OptionValue>
  private trainStep: TrainStep
  private hyper: Record<string, tf.Scalar> = {}
  private parameters: tf.Tensor1D
  private state: tf.Tensor[]
  private seconds: number[] = []
  private nextRow = 0

  /** @param resume state to go on from, and the step that it belongs to */
  constructor(setup: LaneSetup, resume?: { readonly step: number; readonly lane: LaneSnapshot }) {
    const snapshot = resume?.lane
    this.run = setup.run
    this.setup = setup
    this.optimizer = optimizerSpec(setup.config.optimizer)
    this.optionSpecs = hyperparametersOf(this.optimizer)
    this.values = { ...setup.config.hyper, ...snapshot?.values }
    this.trainStep = this.buildStep()
    for (const { key, kind } of this.optionSpecs)
      if (kind === 'number') this.hyper[key] = tf.scalar(deviceNumber(this.values[key]!))
    const shapes = this.optimizer.stateShapes(setup.initialWeights.length)
    if (snapshot) {
      this.parameters = tf.tensor1d(snapshot.parameters)
      this.state = shapes.map((shape, i) => tf.tensor(snapshot.state[i]!, [...shape], 'float32'))
      this.watch.skippedInARow = snapshot.skippedInARow
    } else {
      this.parameters = this.projectedStart()
      this.state = shapes.map((shape) => tf.zeros([...shape]))
    }
    this.nextRow = resume?.step ?? 0
  }

  /** Current weights, [P]. The lane replaces this tensor at every step: clone to keep it. */
  get weights(): tf.Tensor1D {
    return this.parameters
  }

  get divergedAt(): { step: number; sentence: string } | null {
    return this.watch.verdict
  }

  /** One update on this batch. Nothing is read back. */
  step(batch: Batch, step: number, seconds: number): void {
    const factor = this.optimizer.scheduleFactor?.(this.values, step, this.setup.stepsPerEpoch)
    if (factor !== undefined) {
      const rate = this.values[this.optimizer.rateKey] as number
      this.write(this.optimizer.rateKey, rate * factor)
    }
    const { parameters, state, hyper } = this
    const next = this.trainStep({ parameters, state, hyper, batch })
    tf.dispose([this.parameters, ...this.state])
    this.parameters = next.parameters
    this.state = next.state
    this.ring.push(next.metrics)
    this.seconds.push(seconds)
  }

  /** Changes a hyperparameter for the steps that follow. Returns the value it had. */
  edit(key: string, value: OptionValue, atStart: boolean): OptionValue {
    const spec = this.optionSpecs.find((option) => option.key === key)
    if (!spec) throw new Error(`${this.optimizer.label} has no hyperparameter "${key}".`)
    const previous = this.values[key]!
    this.values = { ...this.values, [key]: value }
    if (spec.kind === 'number') this.write(key, value)
    else this.trainStep = this.buildStep()
    if (key === 'radius' && atStart) {
      this.parameters.dispose()
      this.parameters = this.projectedStart()
    }
    return previous
  }

  /** Reads all metrics gathered since the last call in one go; null if there are none. */
  async drain(): Promise<MetricBlock | null> {
    const seconds = Float64Array.from(this.seconds)
    this.seconds = []
    if (seconds.length === 0) return null
    const values = await this.ring.drain()
    const firstStep = this.nextRow
    this.nextRow += seconds.length
    const kept = this.watch.inspect(values, firstStep)
    return {
      run: this.run,
      firstStep,
      values: values.slice(0, kept * METRIC_COLUMNS.length),
      seconds: seconds.slice(0, kept),
    }
  }

  async snapshot(): Promise<LaneSnapshot> {
    const tensors = [this.parameters, ...this.state].map((tensor) => tensor.clone())
    const values = { ...this.values }
    const { skippedInARow } = this.watch
    const [parameters, ...state] = await Promise.all(
      tensors.map(async (tensor) => Float32Array.from(await tensor.data())),
    )
    tf.dispose(tensors)
    return { run: this.run, parameters: parameters!, state, values, skippedInARow }
  }

  dispose(): void {
    tf.dispose([this.parameters, ...this.state, ...Object.values(this.hyper)])
    this.ring.dispose()
  }

  private buildStep(): TrainStep {
    const { model, input, classes } = this.setup
    return createTrainStep({
      optimizer: this.optimizer,
      rule: updateRule(this.optimizer.id),
      model: modelSpec(model.id),
      forward: forwardOf(model.id),
      modelOptions: model.options,
      input,
      classes,
      modes: this.values,
    })
  }

  private projectedStart(): tf.Tensor1D {
    return tf.tidy(
      () =>
        projectOntoBall(tf.tensor1d(this.setup.initialWeights), this.hyper['radius']!).parameters,
    )
  }

  private write(key: string, value: OptionValue): void {
    this.hyper[key]?.dispose()
    this.hyper[key] = tf.scalar(deviceNumber(value))
  }
}
