/** Runs on the network of the bench; for `ruleSteps.mjs`. */
import * as tf from '@tensorflow/tfjs-core'
import { CurvatureMeter } from '../src/engine/instruments/curvatureMeter'
import { initialWeights } from '../src/engine/run/initialWeights'
import { TrainingRun } from '../src/engine/run/trainingRun'
import { modelSpec } from '../src/models/specs'
import { optimizerSpec, optimizerSpecs } from '../src/optimizers/specs'
import { createStream } from '../src/random/stream'
import { defaultValues } from '../src/spec/hyperparameter'
import { CURVATURE_EVERY, INSTRUMENTS, type InstrumentId } from '../src/spec/instruments'
import { hyperparametersOf } from '../src/spec/optimizer'
import { asRunId } from '../src/spec/runId'

export { registerWasmKernels } from '../src/engine/kernels/wasm'

const BATCH = 64
const CLASSES = 10
/** The curvature is never measured twice on the same batch in a row. */
const BATCHES = 7
const INPUT = { height: 28, width: 28, channels: 1 }

/** MLP 784-128-10, as an empty link has it, and batches for it. */
function problem() {
  const spec = modelSpec('mlp')
  const model = { id: spec.id, options: defaultValues(spec.options) }
  const weights = initialWeights(spec.tensors(model.options, INPUT, CLASSES), 0)
  const stream = createStream(1, 'data')
  const batches = Array.from({ length: BATCHES }, () => ({
    images: tf.tensor4d(
      Float32Array.from({ length: BATCH * 784 }, () => stream.normal()),
      [BATCH, 28, 28, 1],
    ),
    labels: tf.tensor1d(
      Array.from({ length: BATCH }, () => stream.below(CLASSES)),
      'int32',
    ),
  }))
  const setup = {
    model,
    input: INPUT,
    classes: CLASSES,
    stepsPerEpoch: 100,
    initialWeights: weights,
  }
  return { setup, batches }
}

/** A run of each rule with every hyperparameter at its default. */
export function createRuns() {
  const { setup, batches } = problem()
  const [batch] = batches
  return optimizerSpecs.map((optimizer, i) => {
    const hyper = defaultValues(hyperparametersOf(optimizer))
    const config = { optimizer: optimizer.id, hyper }
    const run = new TrainingRun({ ...setup, id: asRunId(i), config })
    let step = 0
    return {
      id: optimizer.id,
      vectors: optimizer.rule.states.filter(({ shape }) => shape === 'vector').length,
      /** So many steps, done when their numbers have been read; ms for each. */
      time: async (count: number) => {
        const before = performance.now()
        for (let n = 0; n < count; n++) run.step(batch!, step++, 0)
        await run.drain()
        return (performance.now() - before) / count
      },
    }
  })
}

/**
 * A run of ALI-G for each way to be measured.
 * @param stride steps that are counted for each one that is done: with 10 every step is measured
 */
export function createMeasuredRuns(stride: number) {
  const { setup, batches } = problem()
  const ways: readonly (readonly InstrumentId[])[] = [
    ...([[], ['decrease'], ['noise'], ['layers'], ['curvature']] satisfies InstrumentId[][]),
    INSTRUMENTS.filter((id) => id !== 'interpolation'),
  ]
  return ways.map((on, i) => {
    const hyper = defaultValues(hyperparametersOf(optimizerSpec('alig')))
    const run = new TrainingRun({ ...setup, id: asRunId(i), config: { optimizer: 'alig', hyper } })
    run.instruments.use(on)
    const meter = new CurvatureMeter()
    let step = 0
    return {
      id: on.length === 0 ? 'off' : on.join(),
      time: async (count: number) => {
        const before = performance.now()
        for (let n = 0; n < count; n++, step++) {
          const batch = batches[step % BATCHES]!
          if (on.includes('curvature') && step % CURVATURE_EVERY === 0)
            await meter.measure(step, run, batch, async () => false)
          run.step(batch, stride * step, 0)
          // Recorded steps are eager until the first of them has been looked at.
          if (run.isChecking) await run.drain()
        }
        await run.drain()
        return (performance.now() - before) / count
      },
    }
  })
}
