import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import { evaluationStates } from '../../rules/evaluationStates'
import type { MetricColumn } from '../../spec/metrics'
import { columnOf, type MetricTable } from '../../spec/metricTable'
import { hyperparametersOf } from '../../spec/optimizer'
import type { MetricBlock } from '../../worker/protocol'
import { evaluatedWeights } from '../run/evaluatedWeights'
import { deviceNumber, splitHyper } from '../run/hyper'
import { MetricsRing } from '../run/metricsRing'
import { projectOntoBall } from '../run/projection'
import { configure, type ReferenceCase } from './referenceCase'
import { referenceStep } from './referenceProblem'

export type MetricRow = Record<MetricColumn, number>

export interface Followed {
  /** After the projection at the start, before the first step. */
  readonly start: Float32Array
  /** Weights after each step. */
  readonly weights: readonly Float32Array[]
  /** Weights after each step that tests of the network use. */
  readonly evaluated: readonly Float32Array[]
  readonly metrics: readonly MetricRow[]
}

/** Splits what a ring has read into one record per step. */
export function metricRows(table: MetricTable): MetricRow[] {
  const columns = table.columns.map((name) => [name, columnOf(table, name)!] as const)
  return Array.from({ length: columns[0]![1].length }, (_, row) => {
    const entries = columns.map(([name, numbers]) => [name, numbers[row]!])
    return Object.fromEntries(entries) as MetricRow
  })
}

/** The numbers of a metric in all blocks of a run, in order. */
export const columnIn = (blocks: readonly MetricBlock[], run: number, name: MetricColumn) =>
  blocks.filter((block) => block.run === run).flatMap((block) => [...columnOf(block, name)!])

/** Hyperparameters as the device tensors that a step takes. */
export function hyperTensors(numbers: Readonly<Record<string, number>>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, tf.scalar(value)]))
}

/** Runs a reference case through the engine on the backend in use. */
export async function follow(test: ReferenceCase, steps: number): Promise<Followed> {
  const { spec, values } = configure(test)
  const hyper = hyperTensors(splitHyper(hyperparametersOf(spec), values).numbers)
  const step = referenceStep(test, { spec, values })
  const ring = new MetricsRing()
  let parameters = tf.tidy(
    () => projectOntoBall(tf.tensor1d([...test.initialWeights]), hyper.radius!).parameters,
  )
  let state: Tensor[] = spec
    .stateShapes(test.initialWeights.length)
    .map((shape) => tf.zeros([...shape]))
  const start = Float32Array.from(await parameters.data())
  const weights: Float32Array[] = []
  const evaluated: Float32Array[] = []
  const at = evaluationStates(spec.rule)
  for (const row of test.trajectory.slice(0, steps)) {
    const edited = test.maxLrEdits?.[row.t]
    if (edited !== undefined) {
      hyper.maxLr!.dispose()
      hyper.maxLr = tf.scalar(deviceNumber(edited))
    }
    const next = step({ parameters, state, hyper }, row)
    tf.dispose([parameters, state])
    parameters = next.parameters
    state = next.state
    ring.push(next.metrics)
    weights.push(Float32Array.from(await parameters.data()))
    if (at) {
      const [kept, steps] = [state[at.weights] as Tensor1D, state[at.steps] as Scalar]
      const tested = evaluatedWeights(parameters, kept, steps)
      evaluated.push(Float32Array.from(await tested.data()))
      tested.dispose()
    } else evaluated.push(weights.at(-1)!)
  }
  const metrics = metricRows(await ring.drain())
  tf.dispose([parameters, state, hyper])
  return { start, weights, evaluated, metrics }
}
