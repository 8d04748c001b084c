/**
 * Trains an experiment on points with the engine's own parts, to the end, as the page's worker does:
 * what trials that were trained elsewhere are compared with. Runs on whatever backend is in use.
 */
import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import { noisyLabels } from '../../data/noise'
import { dataShape } from '../../data/specs'
import { spiralPoints } from '../../data/spirals/loader'
import { spirals } from '../../data/spirals/spec'
import type { Experiment } from '../../experiment/experiment'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import { columnOf } from '../../spec/metricTable'
import { asRunId } from '../../spec/runId'
import { evaluateChunk } from '../evaluation/evaluate'
import { createBatchMaker } from '../run/batchTensors'
import { initialWeights } from '../run/initialWeights'
import { createNetwork } from '../run/network'
import { TrainingRun } from '../run/trainingRun'

export interface TrialResult {
  /** Of each step. */
  readonly losses: readonly number[]
  readonly trainLoss: number
  readonly testAccuracy: number
  readonly divergedAt: number | null
}

/** Steps between two looks at whether a run has diverged. */
const CHECK_EVERY = 50

/** @returns one for each run of an experiment on spirals, in their order */
export async function trainTrial(experiment: Experiment): Promise<TrialResult[]> {
  const { data, model, seed, noise, batch, shuffle, loss, examples } = experiment
  if (data.id !== spirals.id) throw new Error('Only spirals can be trained without files.')
  const { input, classNames, testCount } = dataShape(data)
  const classes = classNames.length
  const clean = spiralPoints(data.options, examples, 0)
  const labels = noisyLabels(clean.labels, noise, classes, seed)
  const train = { ...clean, labels, statistics: spirals.statistics }
  const batches = createBatchSource({ train, input, batch, seed, shuffle, augment: false })
  const network = createNetwork({
    ...{ model: modelSpec(model.id), forward: forwardOf(model.id), modelOptions: model.options },
    ...{ input, classes, loss },
  })
  const start = { initialWeights: initialWeights(network.tensors, seed) }
  const { stepsPerEpoch } = batches
  const runs = experiment.runs.map((config, index) => {
    const id = asRunId(index)
    return new TrainingRun({ id, config, model, input, classes, loss, stepsPerEpoch, ...start })
  })
  const losses = runs.map((): number[] => [])
  const toBatch = createBatchMaker(input, train.statistics)
  const steps = experiment.steps ?? 0
  for (let step = 0; step < steps; step++) {
    const { images, labels: wanted } = batches.batchAt(step)
    const made = toBatch(images, wanted)
    for (const run of runs) if (!run.divergedAt) run.step(made, step, 0)
    tf.dispose([made.images, made.labels])
    if (step % CHECK_EVERY !== CHECK_EVERY - 1 && step !== steps - 1) continue
    for (const [i, run] of runs.entries()) {
      const block = run.divergedAt ? null : await run.drain()
      if (block) losses[i]!.push(...columnOf(block, 'loss')!)
    }
  }

  const examine = async (run: TrainingRun, { images, labels: wanted, count }: typeof clean) => {
    const made = toBatch(images, Int32Array.from(wanted))
    const weights = run.copyWeights()
    const sums = evaluateChunk(network, weights, made)
    const [sum = NaN, hits = NaN] = await sums.data()
    tf.dispose([made.images, made.labels, weights, sums])
    return { loss: sum / count, accuracy: hits / count }
  }
  const test = spiralPoints(data.options, testCount, 1)
  const results: TrialResult[] = []
  for (const [i, run] of runs.entries()) {
    const { loss: trainLoss } = await examine(run, train)
    const { accuracy: testAccuracy } = await examine(run, test)
    const divergedAt = run.divergedAt?.step ?? null
    results.push({ losses: losses[i]!, trainLoss, testAccuracy, divergedAt })
    run.dispose()
  }
  return results
}
