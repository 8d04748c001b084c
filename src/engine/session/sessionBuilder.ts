import * as tf from '@tensorflow/tfjs-core'
import { createBatchSource } from '../../data/batchSource'
import type { DataProgress, Inputs, LabelledImages, TrainingImages } from '../../data/datasetLoader'
import { dataHash, orderHash, weightsHash } from '../../data/hashes'
import { noisyLabels } from '../../data/noise'
import { epochOrder } from '../../data/order'
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { tooLarge, workersWithin } from '../../experiment/memory'
import { forwardOf } from '../../models/registry'
import { modelSpec } from '../../models/specs'
import type { BackendReport, Command, Hashes, SessionEvent } from '../../worker/protocol'
import { arithmeticOf, BackendHolder } from '../backend/backendHolder'
import { takesBytes } from '../ops/standardiseBytes'
import { chunksOf, createBatchMaker } from '../run/batchTensors'
import { DatasetCache } from './datasetCache'
import { LateWork } from './lateWork'
import { evaluateChunk, inspectChunk } from '../evaluation/evaluate'
import { EvaluationQueue } from '../evaluation/evaluationQueue'
import { evenly, trainingSample } from '../instruments/fit'
import { FitMeter } from '../instruments/fitMeter'
import { copiesFor } from '../instruments/weightPaths'
import { describeFailure, UserError } from './failure'
import { initialWeights } from '../run/initialWeights'
import { TrainingRun } from '../run/trainingRun'
import { firstLayerReport } from '../queries/firstLayer'
import { runLossAlongGradient } from '../queries/runLossAlongGradient'
import { createPredictor } from '../queries/predictions'
import { createNetwork } from '../run/network'
import { RegionsQueue } from '../queries/decisionRegions'
import { HelperPool } from '../team/helperPool'
import { Helpers, type Spread } from '../team/helpers'
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

  private readonly helpers: HelperPool | null

  /**
   * @param onTrouble called with a sentence if the device cannot be trusted any more
   * @param spread absent: every session is trained here
   */
  constructor(
    onTrouble: (sentence: string) => void,
    private readonly spread?: Spread,
  ) {
    this.backends = new BackendHolder(onTrouble)
    this.helpers = spread ? new HelperPool(spread.makeHelper) : null
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
    refuseTooLarge(experiment)
    const spec = datasetSpec(experiment.data.id)
    const { input, classNames, trainCount, testCount } = dataShape(experiment.data)
    const classes = classNames.length
    const request = {
      baseUrl,
      examples: Math.min(experiment.examples, trainCount),
      options: experiment.data.options,
      userData,
      signal,
      onStorageFull: () => this.warnStorageFull(spec, warn),
    }
    // The data are on their way while the backend is chosen.
    let stage = 'Choosing a backend'
    let bytes: DataProgress | undefined
    const loading = () => emit({ type: 'loading', stage, ...progressOf(bytes) })
    loading()
    const data = this.datasets.train(spec.id, request, (progress) => {
      bytes = progress
      if (!signal.aborted) loading()
    })
    // What goes wrong with them is said below, after what is wrong with the backend.
    data.catch(() => undefined)
    const backend = await this.backends.use(experiment.backend)
    signal.throwIfAborted()
    refuseTooLarge(experiment, largestTensor(backend.name))
    // Only what has an address comes from elsewhere.
    stage = spec.origin === 'packed' ? `Fetching ${spec.label}` : 'Preparing the data'
    loading()
    const clean = await data
    signal.throwIfAborted()

    emit({ type: 'loading', stage: 'Preparing the experiment' })
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
    const setups = experiment.runs.map((config, index) => ({
      id: runIds[index]!,
      config,
      model: experiment.model,
      input,
      classes,
      loss: experiment.loss,
      pixels: train.statistics,
      stepsPerEpoch: batches.stepsPerEpoch,
      initialWeights: weights,
    }))
    const trainingRuns = setups.flatMap((setup) => {
      if (!resume) return [new TrainingRun(setup)]
      // A run that is not in the snapshot had diverged.
      const snapshot = resume.runs.find((candidate) => candidate.run === setup.id)
      return snapshot ? [new TrainingRun(setup, { step: resume.step, snapshot })] : []
    })
    const late = new LateWork({
      loadTests: () => this.datasets.test(spec.id, request),
      tellHashes: async () => {
        const hashes = await hashesOf(experiment, train, weights)
        if (!signal.aborted) emit({ type: 'hashes', hashes })
      },
      onFailure: (error) => {
        if (!signal.aborted) warn(noTests(error))
      },
    })
    const evaluations = new EvaluationQueue(
      (first, count) => chunksOf(late.tests, toBatch)(first, count),
      testCount,
      EVALUATION_CHUNK[backend.name],
    )
    emit({
      type: 'ready',
      backend,
      statistics: train.statistics,
      parameterCount: network.parameterCount,
      stepsPerEpoch: batches.stepsPerEpoch,
    })
    const regions =
      spec.kind === 'points' && input.channels === 2
        ? new RegionsQueue(train, clean.labels, network.logits)
        : undefined
    let room: Inputs | undefined
    const batchAt = (step: number) => {
      const { images, labels } = batches.batchAt(step, room)
      // Where they are copied, the next ones can be put in the same place.
      room = takesBytes() ? undefined : images
      return toBatch(images, labels)
    }
    return new Session({
      trainingRuns,
      batchAt,
      ...(this.helpers && isProcessor(backend.name)
        ? {
            helpers: new Helpers({
              ...{
                pool: this.helpers,
                arithmetic: arithmeticOf(backend.name),
                setups,
                worthwhile: this.spread?.worthwhile,
              },
              batchAt: batches.batchAt,
              wanted: command.workers ?? 1,
              most: workersWithin(experiment),
            }),
          }
        : {}),
      evaluations,
      late,
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
          test: () => late.tests,
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
      // Only who asks for one needs them.
      loadStudies: async () =>
        (await import('../instruments/createStudies')).createStudies({
          batchAt,
          heldSample: () => {
            const { images, labels } = evenly(late.tests, HELD_EXAMPLES)
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
      onCores: isProcessor(backend.name),
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

/** It works on the cores of the processor, of which there are several. */
const isProcessor = (name: BackendReport['name']) => name === 'wasm' || name === 'cpu'

/** What the device holds in one piece, in bytes. */
function largestTensor(name: BackendReport['name']): number {
  if (name !== 'webgpu') return Infinity
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  return device.limits.maxStorageBufferBindingSize
}

function refuseTooLarge(experiment: Experiment, largestTensor?: number): void {
  const refusal = tooLarge(experiment, largestTensor)
  if (refusal) throw new UserError(refusal)
}

const progressOf = (bytes: DataProgress | undefined) =>
  bytes ? { bytes, progress: bytes.loaded / bytes.total } : {}

const noTests = (error: unknown) =>
  `${describeFailure(error).sentence} Training goes on; its next test asks for the images again.`

async function hashesOf(
  experiment: Experiment,
  train: LabelledImages,
  weights: Float32Array,
): Promise<Hashes> {
  const { seed, shuffle } = experiment
  const order = epochOrder(train.count, seed, shuffle, 0)
  return {
    weights: await weightsHash(weights),
    order: await orderHash(order),
    data: await dataHash(train),
  }
}
