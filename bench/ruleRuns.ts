/** One run of each rule on the network of the bench, on one batch; for `ruleSteps.mjs`. */
import * as tf from '@tensorflow/tfjs-core'
import { initialWeights } from '../src/engine/run/initialWeights'
import { TrainingRun } from '../src/engine/run/trainingRun'
import { modelSpec } from '../src/models/specs'
import { optimizerSpecs } from '../src/optimizers/specs'
import { createStream } from '../src/random/stream'
import { defaultValues } from '../src/spec/hyperparameter'
import { hyperparametersOf } from '../src/spec/optimizer'
import { asRunId } from '../src/spec/runId'

export { registerWasmKernels } from '../src/engine/kernels/wasm'

const BATCH = 64
const CLASSES = 10
const INPUT = { height: 28, width: 28, channels: 1 }

/** MLP 784-128-10, as an empty link has it, with every hyperparameter at its default. */
export function createRuns() {
  const spec = modelSpec('mlp')
  const model = { id: spec.id, options: defaultValues(spec.options) }
  const weights = initialWeights(spec.tensors(model.options, INPUT, CLASSES), 0)
  const stream = createStream(1, 'data')
  const pixels = Float32Array.from({ length: BATCH * 784 }, () => stream.normal())
  const batch = {
    images: tf.tensor4d(pixels, [BATCH, 28, 28, 1]),
    labels: tf.tensor1d(
      Array.from({ length: BATCH }, () => stream.below(CLASSES)),
      'int32',
    ),
  }
  return optimizerSpecs.map((optimizer, i) => {
    const hyper = defaultValues(hyperparametersOf(optimizer))
    const run = new TrainingRun({
      ...{ id: asRunId(i), config: { optimizer: optimizer.id, hyper } },
      ...{ model, input: INPUT, classes: CLASSES, stepsPerEpoch: 100, initialWeights: weights },
    })
    let step = 0
    return {
      id: optimizer.id,
      vectors: optimizer.rule.states.filter(({ shape }) => shape === 'vector').length,
      /** So many steps, done when their numbers have been read; ms for each. */
      time: async (count: number) => {
        const before = performance.now()
        for (let n = 0; n < count; n++) run.step(batch, step++, 0)
        await run.drain()
        return (performance.now() - before) / count
      },
    }
  })
}
