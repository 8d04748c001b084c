/** This project's engine, started and driven as the page's worker does it. */
import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { BackendHolder, computeAs } from '../../src/engine/backend/backendHolder'
import { registerWebgpuKernels } from '../../src/engine/kernels/webgpu'
import { GPU_TILES } from '../../src/engine/kernels/webgpu/tiles'
import { TrainingRun } from '../../src/engine/run/trainingRun'
import type { Batch } from '../../src/engine/run/trainStep'
import { optimizerSpec } from '../../src/optimizers/specs'
import { defaultValues, type OptionValues } from '../../src/spec/hyperparameter'
import { columnOf } from '../../src/spec/metricTable'
import { hyperparametersOf } from '../../src/spec/optimizer'
import { asRunId } from '../../src/spec/runId'
import { RULES, type Problem } from '../problems'
import { eagerRun } from './eager'
import type { Engine, Trainer, TrainerOptions } from './engine'

type BackendName = 'webgpu' | 'wasm' | 'webgl'

/** A session reads at least that often. */
const READ_EVERY = 256

interface EngineOptions {
  /** False runs every step eagerly. Default true. */
  readonly recorded?: boolean
  /** The kernels that the page chooses itself where no backend is asked for by name. */
  readonly relaxed?: boolean
}

export function createEngine(
  backend: BackendName,
  { recorded = true, relaxed = false }: EngineOptions = {},
): Engine {
  return {
    open: async (tiles) => {
      if (relaxed) {
        const refusal = await computeAs({ backend, isRelaxed: true })
        if (refusal !== undefined) throw new Error(refusal)
        return backend
      }
      const holder = new BackendHolder((sentence) => {
        throw new Error(sentence)
      })
      const report = await holder.use(backend)
      if (report.name !== backend) throw new Error(report.reason)
      if (backend === 'webgpu') throwOnDeviceErrors()
      if (tiles) registerWebgpuKernels({ ...GPU_TILES, ...tiles })
      return report.device ?? report.name
    },
    prepare: async (problem, options) => createTrainer(problem, options, recorded),
    tensorCount: () => tf.memory().numTensors,
  }
}

/** tfjs goes on with garbage after an invalid command; a benchmark must not. */
function throwOnDeviceErrors(): void {
  const { device } = tf.backend() as WebGPUBackend
  device.addEventListener('uncapturederror', ({ error }) => {
    throw new Error(`The graphics device refused a command: ${error.message}`)
  })
}

function createTrainer(problem: Problem, options: TrainerOptions, recorded: boolean): Trainer {
  const trainingRuns = Array.from({ length: options.runs ?? 1 }, (_, index) => {
    const setup = runSetup(problem, options, index)
    return recorded ? new TrainingRun(setup) : eagerRun(() => new TrainingRun(setup))
  })
  const kept = options.newBatches ? null : makeBatches()
  let taken = 0
  let unread = 0
  let loss = NaN
  let remark: string | null = null

  const read = async () => {
    unread = 0
    for (const trainingRun of trainingRuns) {
      const block = await trainingRun.drain()
      loss = (block && columnOf(block, 'loss')?.at(-1)) ?? loss
      remark ??= trainingRun.takeWarning() ?? trainingRun.divergedAt?.sentence ?? null
    }
  }
  const takeStep = () => {
    const batches = kept ?? makeBatches()
    trainingRuns.forEach((trainingRun, i) => {
      trainingRun.step(batches[i % batches.length]!, taken, 0)
    })
    if (!kept) batches.forEach(disposeBatch)
    taken++
    unread++
  }
  return {
    issue: async (steps) => {
      for (let i = 0; i < steps; i++) {
        takeStep()
        if (unread >= READ_EVERY || trainingRuns.some((trainingRun) => trainingRun.isChecking))
          await read()
      }
    },
    settle: async () => {
      await read()
      return loss
    },
    remark: () => remark,
    dispose: () => {
      for (const trainingRun of trainingRuns) trainingRun.dispose()
      kept?.forEach(disposeBatch)
    },
  }

  /** One for all runs, or one for each. */
  function makeBatches(): Batch[] {
    return Array.from({ length: options.apart ? trainingRuns.length : 1 }, () => makeBatch(problem))
  }
}

function runSetup(problem: Problem, options: TrainerOptions, index: number) {
  const { model, modelOptions, input, classes, weights } = problem
  const { optimizers = [options.optimizer ?? 'alig'] } = options
  const optimizer = optimizers[index % optimizers.length]!
  const rule: OptionValues = optimizer === 'adam' ? {} : RULES[optimizer]
  const momentum: OptionValues = optimizer === 'adam' ? {} : { momentum: options.momentum ?? 0 }
  const defaults = defaultValues(hyperparametersOf(optimizerSpec(optimizer)))
  return {
    id: asRunId(index),
    config: { optimizer, hyper: { ...defaults, ...rule, ...momentum } },
    model: { id: model, options: modelOptions },
    input,
    classes,
    stepsPerEpoch: 100,
    initialWeights: weights,
  }
}

function makeBatch({ images, labels, input }: Problem): Batch {
  const { height, width, channels } = input
  // Copies, because a backend may keep the host's array as it is.
  return {
    images: tf.tensor4d(images.slice(), [labels.length, height, width, channels]),
    labels: tf.tensor1d(labels.slice(), 'int32'),
  }
}

function disposeBatch({ images, labels }: Batch): void {
  tf.dispose([images, labels])
}
