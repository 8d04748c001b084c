import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import type { DataProgress, LabelledImages, TrainingImages } from '../../data/datasetLoader'
import { dataHash, orderHash, weightsHash } from '../../data/hashes'
import { noisyLabels } from '../../data/noise'
import { epochOrder } from '../../data/order'
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { tooLarge } from '../../experiment/memory'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import type { BackendReport, Command, Hashes, SessionEvent } from '../../worker/protocol'
import { BackendHolder } from '../backend/backendHolder'
import { chunksOf, createBatchMaker } from '../run/batchTensors'
import { DatasetCache } from './datasetCache'
import { evaluateChunk, inspectChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { createStudies } from '../instruments/createStudies'
import { evenly, trainingSample } from '../instruments/fit'
import { FitMeter } from '../instruments/fitMeter'
import { copiesFor } from '../instruments/weightPaths'
import { UserError } from './failure'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { firstLayerReport } from '../queries/firstLayer'
import { runLossAlongGradient } from '../queries/runLossAlongGradient'
import { createPredictor } from '../queries/predictions'
import { createNetwork } from '../run/network'
import { RegionsQueue } from '../queries/decisionRegions'
import { Session } from './session'

/** Test examples that a rate test looks at beside its batch. */
const HELD_EXAMPLES = 200
/** Training examples that the landscape is the loss of. */
const LANDSCAPE_EXAMPLES = 200

type LoadCommand = Extract<Command, { type: 'load' }>
type Named = { readonly id: string; readonly label: string }

/**
 * Images in one evaluation chunk. Small where a chunk blocks the worker: 50 images keep it under
 * 200 ms for the largest model on WebAssembly. A GPU works behind the worker and wants fewer,
 * larger launches.
 */
const EVALUATION_CHUNK = { wasm: 50, cpu: 50, webgl: 250, webgpu: 250 } as const

/** Makes sessions. Keeps what two experiments in a row can share: the backend and the data. */
export class SessionBuilder {
  private readonly backends: BackendHolder
  private readonly datasets = new DatasetCache()
  private saidFull = false

  /** @param onTrouble called with a sentence if the device cannot be trusted any more */
  constructor(onTrouble: (sentence: string) => void) {
    this.backends = new BackendHolder(onTrouble)
  }

  /**
   * @param emit tells what the session has to say, from loading on
   * @throws with a sentence where the experiment cannot be trained; nothing is left behind
   */
  async build(
    command: LoadCommand,
    signal: AbortSignal,
    emit: (event: SessionEvent) => void,
  ): Promise<Session> {
    const { experiment, runIds, baseUrl, resume, userData } = command
    const warn = (sentence: string) => emit({ type: 'warning', sentence })
    const loading = (stage: string, bytes?: DataProgress) =>
      emit({
        type: 'loading',
        stage,
        ...(bytes ? { progress: bytes.loaded / bytes.total, bytes } : {}),
      })

    loading('Choosing a backend')
    const backend = await this.backends.use(experiment.backend)
    signal.throwIfAborted()
    const refusal = tooLarge(experiment, largestTensor(backend.name))
    if (refusal) throw new UserError(refusal)

    const spec = datasetSpec(experiment.data.id)
    const { input, classNames, trainCount } = dataShape(experiment.data)
    const classes = classNames.length
    const request = {
      baseUrl,
      examples: Math.min(experiment.examples, trainCount),
      options: experiment.data.options,
      userData,
      signal,
      onStorageFull: () => this.warnStorageFull(spec, warn),
    }
    // Only what has an address comes from elsewhere.
    const stage = spec.origin === 'packed' ? `Fetching ${spec.label}` : 'Preparing the data'
    emit({ type: 'loading', stage, progress: 0 })
    const clean = await this.datasets.train(spec.id, request, (bytes) => loading(stage, bytes))
    loading(`Preparing the test ${spec.kind}`)
    const test = await this.datasets.test(spec.id, request)
    signal.throwIfAborted()

    loading('Preparing the experiment')
    const { noise, seed } = experiment
    const labels = noisyLabels(clean.labels, noise, classes, seed)
    const train: TrainingImages = { ...clean, labels }
    const batches = createBatchSource({
      train,
      input,
      batch: experiment.batch,
      seed,
      shuffle: experiment.shuffle,
      augment: experiment.augment && spec.augmentable,
    })
    if (experiment.augment && !spec.augmentable)
      warn(
        `${spec.label} is not augmented: shifted or mirrored, its ${spec.kind} would not stay in their class.`,
      )
    const toBatch = createBatchMaker(input, train.statistics)
    const network = createNetwork({
      model: modelSpec(experiment.model.id),
      forward: forwardOf(experiment.model.id),
      modelOptions: experiment.model.options,
      input,
      classes,
      loss: experiment.loss,
      pixels: train.statistics,
    })
    const weights = initialWeights(network.tensors, seed)
    const trainingRuns = experiment.runs.flatMap((config, index) => {
      const id = runIds[index]!
      const setup = {
        id,
        config,
        model: experiment.model,
        input,
        classes,
        loss: experiment.loss,
        pixels: train.statistics,
        stepsPerEpoch: batches.stepsPerEpoch,
        initialWeights: weights,
      }
      if (!resume) return [new TrainingRun(setup)]
      // A run that is not in the snapshot had diverged.
      const snapshot = resume.runs.find((candidate) => candidate.run === id)
      return snapshot ? [new TrainingRun(setup, { step: resume.step, snapshot })] : []
    })
    const evaluations = new EvaluationQueue(
      chunksOf(test, toBatch),
      test.count,
      EVALUATION_CHUNK[backend.name],
    )
    emit({
      type: 'ready',
      backend,
      hashes: hashesOf(experiment, train, weights),
      statistics: train.statistics,
      parameterCount: network.parameterCount,
      stepsPerEpoch: batches.stepsPerEpoch,
    })
    const regions =
      spec.kind === 'points' && input.channels === 2
        ? new RegionsQueue(train, clean.labels, network.logits)
        : undefined
    const batchAt = (step: number) => {
      const { images, labels } = batches.batchAt(step)
      return toBatch(images, labels)
    }
    return new Session({
      trainingRuns,
      batchAt,
      evaluations,
      ...(command.evaluateTraining
        ? {
            trainingEvaluations: new EvaluationQueue(
              chunksOf(train, toBatch),
              train.count,
              EVALUATION_CHUNK[backend.name],
            ),
          }
        : {}),
      evaluate: (parameters, chunk) => evaluateChunk(network, parameters, chunk),
      examples: {
        inspect: (parameters, chunk) => inspectChunk(network, parameters, chunk),
        predictor: createPredictor({
          network,
          input,
          train,
          cleanLabels: clean.labels,
          test,
          batches,
        }),
      },
      ...(regions ? { regions } : {}),
      fitMeter: () => {
        const sample = trainingSample(train, clean.labels)
        const { examples } = sample
        const size = EVALUATION_CHUNK[backend.name]
        return new FitMeter(
          new EvaluationQueue(chunksOf(examples, toBatch), examples.count, size),
          sample,
          (parameters, chunk) => inspectChunk(network, parameters, chunk),
        )
      },
      lossAlongGradient: (trainingRun, batch, stepSizes) =>
        runLossAlongGradient(network, trainingRun, batch, stepSizes),
      firstLayer: (trainingRuns, step) => firstLayerReport(network, trainingRuns, step),
      beginStudy: createStudies({
        batchAt,
        heldSample: () => {
          const { images, labels } = evenly(test, HELD_EXAMPLES)
          return toBatch(images, Int32Array.from(labels))
        },
        network,
        trainingSample: () => {
          const { images, labels } = evenly(train, LANDSCAPE_EXAMPLES)
          return toBatch(images, Int32Array.from(labels))
        },
        trainingExamples: train.count,
        emit,
      }),
      pathCopies: copiesFor(network.parameterCount, trainingRuns.length),
      evaluateEvery: experiment.eval,
      compiles: backend.name === 'webgpu' || backend.name === 'webgl',
      stepLimit: experiment.steps,
      scheduledEdits: experiment.edits.map((edit) => ({ ...edit, run: runIds[edit.run]! })),
      ...(resume ? { start: resume } : {}),
      emit,
    })
  }

  /** Once: every shard that follows would say the same. */
  private warnStorageFull({ label }: Named, warn: (sentence: string) => void): void {
    if (this.saidFull) return
    this.saidFull = true
    warn(
      `The storage of this browser is full: ${label} is not kept here and will be fetched again ` +
        'at the next visit. Training goes on; delete what other pages have stored to make room.',
    )
  }
}

/** What the device holds in one piece, in bytes. */
function largestTensor(name: BackendReport['name']): number {
  if (name !== 'webgpu') return Infinity
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  return device.limits.maxStorageBufferBindingSize
}

function hashesOf(experiment: Experiment, train: LabelledImages, weights: Float32Array): Hashes {
  const { seed, shuffle } = experiment
  return {
    weights: weightsHash(weights),
    order: orderHash(epochOrder(train.count, seed, shuffle, 0)),
    data: dataHash(train),
  }
}
