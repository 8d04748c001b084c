/** Runs in one thread and spread over several; for `workers.mjs`. */
import * as tf from '@tensorflow/tfjs-core'
import type { HostBatch } from '../src/data/batchSource'
import type { Inputs } from '../src/data/datasetLoader'
import { createBatchMaker } from '../src/engine/run/batchTensors'
import { TrainingRun, type TrainingRunSetup } from '../src/engine/run/trainingRun'
import { Helper } from '../src/engine/team/helper'
import { HelperLine, type HelperWorker } from '../src/engine/team/helperLine'
import type { FromHelper } from '../src/engine/team/messages'
import { Team } from '../src/engine/team/team'
import { optimizerSpec } from '../src/optimizers/specs'
import { createStream } from '../src/random/stream'
import { defaultValues } from '../src/spec/hyperparameter'
import { hyperparametersOf } from '../src/spec/optimizer'
import { asRunId } from '../src/spec/runId'
import { createProblem, type ModelName } from './problems'

export { registerWasmKernels } from '../src/engine/kernels/wasm'

/** As an empty link has them. */
const RULES = ['alig', 'sgd', 'adam']
/** Batches of the page, not of the other benches. */
const BATCH = { softmax: 100, mlp: 100, cnn: 100, resnet: 32 } as const
const STATISTICS = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }
/** Different ones, one after the other. */
const BATCHES = 8

export const createHelper = (post: (message: FromHelper, transfer: Transferable[]) => void) =>
  new Helper({
    post,
    computeAs: () => Promise.resolve(undefined),
    hold: () => Promise.resolve(),
  })

function createWork(name: ModelName) {
  const { modelOptions, input, classes, weights } = createProblem(name)
  const pixels = {
    mean: STATISTICS.mean.slice(0, input.channels),
    std: STATISTICS.std.slice(0, input.channels),
  }
  const setups = RULES.map((optimizer, i): TrainingRunSetup => ({
    id: asRunId(i),
    config: { optimizer, hyper: defaultValues(hyperparametersOf(optimizerSpec(optimizer))) },
    ...{ model: { id: name, options: modelOptions }, input, classes, pixels },
    ...{ stepsPerEpoch: 100, initialWeights: weights },
  }))
  const count = BATCH[name]
  const stream = createStream(1, 'data')
  const batches = Array.from({ length: BATCHES }, (): HostBatch => ({
    images: Uint8Array.from({ length: count * input.height * input.width * input.channels }, () =>
      stream.below(256),
    ),
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    indices: new Int32Array(count),
  }))
  // As the page makes them, a copy for each step.
  const batchAt = (step: number, room?: Inputs): HostBatch => {
    const { images, labels, indices } = batches[step % BATCHES]!
    room?.set(images)
    return { images: room ?? images.slice(), labels: labels.slice(), indices }
  }
  return { setups, batchAt, toBatch: createBatchMaker(input, pixels) }
}

/** Runs of this thread in lock-step. @returns a timer of so many steps, in ms for each */
export function inOneThread(name: ModelName, count: number) {
  const { setups, batchAt, toBatch } = createWork(name)
  const runs = setups.slice(0, count).map((setup) => new TrainingRun(setup))
  let step = 0
  return async (steps: number): Promise<number> => {
    const before = performance.now()
    for (let n = 0; n < steps; n++) {
      const { images, labels } = batchAt(step)
      const batch = toBatch(images, labels)
      for (const run of runs) run.step(batch, step, 0)
      tf.dispose([batch.images, batch.labels])
      step++
    }
    for (const run of runs) await run.drain()
    return (performance.now() - before) / steps
  }
}

/** The same, three runs and spread over these workers. */
export async function overWorkers(name: ModelName, workers: readonly HelperWorker[]) {
  const { setups, batchAt } = createWork(name)
  const lines = workers.map((worker) => new HelperLine(worker))
  const arithmetic = { backend: 'wasm', isRelaxed: false } as const
  for (const line of lines) await line.ask({ type: 'start', arithmetic, lock: '' }, 'ready')
  const entrusted = await Promise.all(
    setups.map(async (full) => {
      const { initialWeights: _, ...setup } = full
      const run = new TrainingRun(full)
      const snapshot = await run.snapshot()
      run.dispose()
      return { setup, snapshot }
    }),
  )
  const team = new Team(lines, entrusted, 0, batchAt)
  const clock = { seconds: 0 }
  let step = 0
  return async (steps: number): Promise<number> => {
    const before = performance.now()
    const end = step + steps
    while (step < end) {
      const count = Math.min(team.window, end - step)
      await team.train(step, count, clock)
      step += count
    }
    await team.settle()
    for (const run of team.runs) await run.drain()
    return (performance.now() - before) / steps
  }
}
