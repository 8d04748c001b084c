/**
 * Messages between the page and the training worker. Types only, so that importing this file
 * pulls in no code. Every message is an envelope that names the session it belongs to: `load`
 * starts a new one, and whatever still arrives from an older session is dropped.
 */
import type { BackendChoice, Experiment } from '../experiment/experiment'
import type { ChannelStatistics } from '../spec/dataset'
import type { InstrumentId } from '../spec/instruments'
import type { MetricTable } from '../spec/metricTable'
import type { PackedUserData } from '../spec/userData'
import type { OptionValue, OptionValues } from '../spec/hyperparameter'
import type { RunId } from '../spec/runId'

export type Command =
  /** Prepare an experiment: backend, data, models, initial weights. Does not train. */
  | {
      readonly type: 'load'
      readonly experiment: Experiment
      /** Of the runs of the experiment, in their order. */
      readonly runIds: readonly RunId[]
      /** Absolute URL of the folder the page was served from; data lie below it. */
      readonly baseUrl: string
      /** The runs may be spread over so many workers; 1 where it is left out. */
      readonly workers?: number
      /** At the end also evaluate on all training examples, with the labels that are trained on. */
      readonly evaluateTraining?: boolean
      /** A person's own data, where the experiment trains on them. */
      readonly userData?: PackedUserData
      /** Go on from here instead of step 0. */
      readonly resume?: SessionSnapshot
    }
  /** Ends the session; nothing more comes from it. */
  | { readonly type: 'unload' }
  /** Train until `pause`, or for `steps` steps. */
  | { readonly type: 'train'; readonly steps?: number }
  | { readonly type: 'pause' }
  /** At most so many steps a second, to be watched; null = as fast as it goes. */
  | { readonly type: 'pace'; readonly stepsPerSecond: number | null }
  /** Spread the runs over so many workers from now on. */
  | { readonly type: 'workers'; readonly count: number }
  /**
   * Look at the loss of the next step's batch along the negative gradient of a run. Answered by
   * `lossAlongGradient`, between two steps; nothing that trains is touched.
   */
  | {
      readonly type: 'lossAlongGradient'
      readonly run: RunId
      /** Step sizes to look at beside the run's own, e.g. the rates of other runs. */
      readonly stepSizes: readonly number[]
    }
  /** Show data and predictions, between two steps. Answered by `predictions`. */
  | { readonly type: 'query'; readonly query: Query }
  /**
   * Look at every test example, at once and with each evaluation from now on. Answered by
   * `inspection`, one for each run; evaluations and training stay what they are.
   */
  | { readonly type: 'inspect'; readonly on: boolean }
  /**
   * Look at what every run makes of the plane, for data of two coordinates. Answered by
   * `regions` after some steps, or at once while paused; nothing that trains is touched.
   */
  | { readonly type: 'regions' }
  /** Show the weights of the first layer. Answered by `firstLayer`, between two steps. */
  | { readonly type: 'firstLayer' }
  /** Which instruments measure from the next step on, the curvature at once; none by default. */
  | { readonly type: 'instruments'; readonly on: readonly InstrumentId[] }
  /**
   * Begin a long look at a run as it is now. It is done in pieces, between steps or while paused, and
   * reported as it grows; `studyEnded` follows. Nothing that trains is touched.
   */
  | { readonly type: 'study'; readonly request: StudyRequest }
  /** Give one up; what has been reported stays. */
  | { readonly type: 'stopStudy'; readonly study: StudyId }
  /** Answered by the event `snapshot`, between two steps or while paused. */
  | { readonly type: 'snapshot' }
  /** The run leaves the lock-step; the others go on. */
  | { readonly type: 'remove'; readonly run: RunId }
  /** Change a hyperparameter at the first step not yet issued. */
  | {
      readonly type: 'edit'
      readonly run: RunId
      readonly key: string
      readonly value: OptionValue
    }

/** What the page sends. */
export interface CommandMessage {
  readonly session: number
  /** `ping` is answered by `pong` at once: a worker that was killed gives no other sign. */
  readonly command: Command | { readonly type: 'ping' }
}

/** What the worker sends. */
export interface SessionMessage {
  readonly session: number
  readonly event: SessionEvent | Pong
}

/** Workers that the page makes for the training worker: to train for it, to fetch images. */
export type FurtherKind = 'helper' | 'shards'

/** A further worker that the training worker wants. */
export interface WorkerRequest {
  readonly kind: FurtherKind
  /** Goes to the new worker, which then talks with the training worker alone. */
  readonly line: MessagePort
  /** Says, as an `ErrorEventInit`, that the worker has failed; hears, by any message, that it is to end. */
  readonly fate: MessagePort
}

/** All that comes from the training worker. */
export type WorkerMessage =
  | SessionMessage
  | { readonly wanted: WorkerRequest }
  /** Names a lock that the worker holds as long as it lives. */
  | { readonly lock: string }

/** A sign of life, with the session that the worker has. */
export interface Pong {
  readonly type: 'pong'
  readonly holds: number
  /** Steps issued since the worker started, by all its sessions. */
  readonly steps: number
  /** More steps should follow: it neither rests, compiles, evaluates nor waits for its pace. */
  readonly isTraining: boolean
  /** Pieces of other work done by its present session: evaluations, answers, pictures, snapshots. */
  readonly asides: number
  /** It is in the middle of such a piece. */
  readonly isAside: boolean
}

/** Why training stands still. */
export type PauseReason = 'asked' | 'steps' | 'limit' | 'all-diverged'

/** Consecutive steps of one run, a row each. */
export interface MetricBlock extends MetricTable {
  readonly run: RunId
  readonly firstStep: number
  /** Training time at the start of each step, in seconds, without evaluation and pauses. */
  readonly seconds: Float64Array
  /** Present where some of the steps were measured layer by layer. */
  readonly layers?: LayerNorms
}

/** Norms of every tensor of the model at the steps that were measured. */
export interface LayerNorms {
  readonly steps: Int32Array
  /** Row by row: of the gradient of each tensor, of its move, of its weights before the step. */
  readonly norms: Float32Array
}

export interface Evaluation {
  readonly run: RunId
  /** Updates done before this evaluation. */
  readonly step: number
  readonly loss: number
  readonly accuracy: number
  /** Numbers of further columns, by their names: what instruments found with it. */
  readonly others?: ReadonlyMap<string, number>
}

/** Examples by their loss: the bins of `LOSS_EDGES`. */
export type FitCounts = Uint32Array<ArrayBuffer>

/** How well a run fits single training examples, or a sample of them. */
export interface FitReport {
  readonly run: RunId
  /** Updates done before. */
  readonly step: number
  /** With the label that the data have. */
  readonly right: FitCounts
  /** With a label that was made wrong. */
  readonly wrong: FitCounts
  /** Examples that were looked at. */
  readonly examples: number
  /** Of so many. */
  readonly of: number
}

/** A test of one run, under way. */
export interface Testing {
  readonly run: RunId
  /** Examples looked at. */
  readonly done: number
  readonly total: number
}

/** SHA-256, 64 lower-case hex digits each. */
export interface Hashes {
  readonly weights: string
  readonly order: string
  readonly data: string
}

/** What a run needs to go on where it stood. Plain arrays, so that it outlives the device. */
export interface RunSnapshot {
  readonly run: RunId
  /** [P] */
  readonly parameters: Float32Array
  /** The optimizer's state, in the order of its spec. */
  readonly state: readonly Float32Array[]
  readonly values: OptionValues
  /** Steps skipped in a row up to here. */
  readonly skippedInARow: number
}

export interface SessionSnapshot {
  /** Steps done. */
  readonly step: number
  /** Training time so far. */
  readonly seconds: number
  /** Of the runs that were still training. */
  readonly runs: readonly RunSnapshot[]
}

/** The loss of one batch along the negative gradient g of a run: at w - stepSize g. */
export interface LossAlongGradient {
  /** Updates done before; the batch is that of the step of this number. */
  readonly step: number
  /** At the current weights, with the L2 term that belongs to the loss of this optimizer. */
  readonly loss: number
  readonly gradNormSq: number
  /** In order of the step size, from 0 on. A loss may be NaN or Infinity far out. */
  readonly points: readonly { readonly stepSize: number; readonly loss: number }[]
  /** Hyperparameters in force at that step. */
  readonly values: OptionValues
}

/** How strongly the loss of one batch curves upwards at the weights of a run. */
export interface CurvatureReport {
  /** Updates done before; the batch is that of the step of this number. */
  readonly step: number
  /** Largest eigenvalue of the Hessian of that loss, with the L2 term where it has one. */
  readonly curvature: number
  /** 2 / curvature, the longest step at which gradient descent is stable; null without a limit. */
  readonly stableStepSize: number | null
  /** Gradients that it took. */
  readonly gradients: number
  readonly milliseconds: number
}

/** Long looks at a run. */
export type StudyId = StudyRequest['study']
export type StudyRequest =
  /** The loss after some steps at other rates. */
  | { readonly study: 'rateTest'; readonly run: RunId }
  /** The loss over a plane through the start of a run, its weights now, and those of another run. */
  | {
      readonly study: 'landscape'
      readonly run: RunId
      /** null: through what lies beside the straight line on its own path. */
      readonly other: RunId | null
    }

/** Mean losses, without any L2 term, at the weights that a rate leads to. */
export interface RatePoint {
  readonly rate: number
  /** After one step: of its batch, and of examples that no step sees. May be NaN or Infinity. */
  readonly afterOne: number
  readonly heldAfterOne: number
  /** After all steps: of the first step's batch, and of examples that no step sees. */
  readonly afterAll: number
  readonly heldAfterAll: number
}

/** What each of several rates would come to, from the weights that a run has. */
export interface RateTestReport {
  readonly run: RunId
  /** Updates done before; the first batch is that of the step of this number. */
  readonly step: number
  /** The hyperparameter that is tested. */
  readonly key: string
  /** Its value in force. */
  readonly current: OptionValue
  /** Losses before any step. */
  readonly before: { readonly batch: number; readonly held: number }
  /** Those that are done, in order of the rate. */
  readonly points: readonly RatePoint[]
  /** Rates of the whole test. */
  readonly values: number
  /** Steps that each is given. */
  readonly steps: number
  /** Examples that no step sees. */
  readonly heldExamples: number
}

/** Where a run has been, seen from above a plane. */
export interface LandscapePath {
  readonly run: RunId
  /** Updates done before, of each place; the first one is the start. */
  readonly steps: readonly number[]
  readonly places: readonly {
    readonly x: number
    readonly y: number
    /** Distance from the plane. */
    readonly off: number
  }[]
}

/** Mean losses of some training examples, without any L2 term, over a plane in the space of weights. */
export interface LandscapeReport {
  readonly run: RunId
  /** Updates done before. */
  readonly step: number
  /** What the plane goes through beside start and weights now; `step` null: a direction at random. */
  readonly via:
    | { readonly kind: 'run'; readonly run: RunId }
    | { readonly kind: 'path'; readonly step: number | null }
  /** The square that is looked at: its lower left corner and the length of a side. The start is 0, 0. */
  readonly low: { readonly x: number; readonly y: number }
  readonly size: number
  /** Points along each side. */
  readonly side: number
  /** [side, side], row by row from the lower left corner on; NaN where it is still to come. */
  readonly losses: Float32Array
  readonly done: number
  /** Of the runs that trained when it was begun. */
  readonly paths: readonly LandscapePath[]
  /** At the weights now: the loss, its slopes along x and y, and the squared norm of its gradient. */
  readonly tangent: {
    readonly loss: number
    readonly x: number
    readonly y: number
    readonly gradNormSq: number
  }
  /** Training examples that were looked at. */
  readonly examples: number
  /** Of so many. */
  readonly of: number
}

/** What a person may ask to see. */
export type Query =
  /** The first images of the mini-batch of the step to come. */
  | { readonly kind: 'batch'; readonly count: number }
  /** One test image. */
  | { readonly kind: 'test'; readonly index: number }
  /** uint8 pixels of one image that is not in the data, [height, width, channels]. */
  | { readonly kind: 'picture'; readonly pixels: Uint8Array }

/** Examples with what every run that still trains makes of them. */
export interface Predictions {
  readonly kind: Query['kind']
  /** Updates done before. */
  readonly step: number
  /** Places in the training or test set, [n]; -1 for a picture. */
  readonly indices: Int32Array
  /** uint8 [n, height, width, channels]; empty where the examples are no images. */
  readonly pixels: Uint8Array
  /** As trained on, [n]; empty for a picture. */
  readonly labels: Uint8Array
  /** Before label noise, [n]; empty for a picture. */
  readonly trueLabels: Uint8Array
  /**
   * Scores [n, classes] of each run: probabilities with cross-entropy, the outputs as they are with
   * other losses.
   */
  readonly runs: readonly { readonly run: RunId; readonly scores: Float32Array }[]
}

/** Where a run is right and wrong on the test set. */
export interface Inspection extends Evaluation {
  readonly classes: number
  /** Test examples by true class (row) and predicted class, [classes, classes]. */
  readonly confusion: Uint32Array
  /** Wrongly classified examples with the largest losses, largest first. */
  readonly worst: {
    /** Places in the test set. */
    readonly indices: Int32Array
    readonly labels: Uint8Array
    readonly predicted: Uint8Array
    readonly losses: Float32Array
    /** Of the predicted class, as in `Look`. */
    readonly scores: Float32Array
    /** As in `Look`. */
    readonly pixels: Uint8Array
  }
}

/** The training points of data with two coordinates. */
export interface RegionPoints {
  /** x, y of each point, [n, 2]. */
  readonly positions: Float32Array
  /** Classes to train on, [n]. */
  readonly labels: Uint8Array
  /** Before label noise, [n]. */
  readonly clean: Uint8Array
  /** The grid of the regions covers [-extent, extent] in both coordinates. */
  readonly extent: number
}

export interface Regions {
  readonly run: RunId
  /** The class at each place of the grid, [side, side], from the top left corner on, row by row. */
  readonly classes: Uint8Array
  /** Share of the training points that get the label they have. */
  readonly accuracy: number
}

export interface RegionsReport {
  /** Updates done before. */
  readonly step: number
  readonly side: number
  /** Runs that are still training. */
  readonly runs: readonly Regions[]
  /** Time that it took. */
  readonly milliseconds: number
}

/** Weights of the first layer of every run that still trains. */
export interface FirstLayerReport {
  /** Updates done before. */
  readonly step: number
  /** What one unit looks at: [inputs] of a dense layer, [height, width, channels] of a filter. */
  readonly inputs: readonly number[]
  /** Of the layer. */
  readonly units: number
  /** The first so many of them are here. */
  readonly shown: number
  /** [...inputs, shown] of each run. */
  readonly runs: readonly { readonly run: RunId; readonly weights: Float32Array }[]
}

export interface BackendReport {
  readonly name: Exclude<BackendChoice, 'auto'>
  /** A sentence: why this backend. */
  readonly reason: string
  /** Adapter or device, in words, where there is one. */
  readonly device?: string
}

/** What a session tells the page. */
export type SessionEvent =
  | {
      readonly type: 'loading'
      /** What is being done, as a person would say it, e.g. "Fetching MNIST". */
      readonly stage: string
      /** 0 to 1 where it can be known. */
      readonly progress?: number
      /** The same in bytes, of what comes over the line. */
      readonly bytes?: { readonly loaded: number; readonly total: number }
    }
  | {
      readonly type: 'ready'
      readonly backend: BackendReport
      /** What all inputs are standardised by. */
      readonly statistics: ChannelStatistics
      readonly parameterCount: number
      readonly stepsPerEpoch: number
    }
  /** Once the first step has been done, and before a training that ends by itself is paused. */
  | { readonly type: 'hashes'; readonly hashes: Hashes }
  | {
      readonly type: 'training'
      /** The first step is being compiled; comes again without it when it has been done. */
      readonly compiling?: boolean
    }
  /** So many other workers train the runs from now on; none until this is said. */
  | { readonly type: 'spread'; readonly workers: number }
  | {
      readonly type: 'paused'
      /** Steps done by every active run. */
      readonly step: number
      readonly reason: PauseReason
    }
  | {
      readonly type: 'metrics'
      readonly step: number
      readonly blocks: readonly MetricBlock[]
      /** As somebody who watches counts them, over the last seconds. */
      readonly stepsPerSecond: number
      /** Share of these seconds that went into tests and other work than steps, 0 to 1. */
      readonly otherWork: number
    }
  | {
      readonly type: 'evaluations'
      /** In the order in which they were done. */
      readonly evaluations: readonly Evaluation[]
    }
  /** How far tests have come that take their time; null when they are done. */
  | { readonly type: 'testing'; readonly testing: Testing | null }
  /** Where it was asked for: loss and accuracy on all training examples, at the last step. */
  | {
      readonly type: 'trainingEvaluation'
      readonly evaluation: Evaluation
    }
  /** An edit has been given its step. */
  | {
      readonly type: 'edited'
      readonly step: number
      readonly run: RunId
      readonly key: string
      readonly value: OptionValue
      readonly previous: OptionValue
      /** True where the edit came with the experiment, false where it came as a command. */
      readonly scheduled: boolean
    }
  | { readonly type: 'snapshot'; readonly snapshot: SessionSnapshot }
  | {
      readonly type: 'lossAlongGradient'
      readonly run: RunId
      /** null where the run cannot be looked at, because it has left the training. */
      readonly report: LossAlongGradient | null
    }
  | { readonly type: 'predictions'; readonly predictions: Predictions }
  | { readonly type: 'inspection'; readonly inspection: Inspection }
  | {
      readonly type: 'regions'
      readonly report: RegionsReport
      /** With the first report of a session. */
      readonly points: RegionPoints | null
    }
  | { readonly type: 'firstLayer'; readonly report: FirstLayerReport }
  | { readonly type: 'fit'; readonly report: FitReport }
  | { readonly type: 'curvature'; readonly run: RunId; readonly report: CurvatureReport }
  /** Grows with every rate. */
  | { readonly type: 'rateTest'; readonly report: RateTestReport }
  /** Grows with every row. */
  | { readonly type: 'landscape'; readonly report: LandscapeReport }
  /** It is complete, or was given up. */
  | { readonly type: 'studyEnded'; readonly study: StudyId }
  /** Something went wrong that does not stop training. */
  | { readonly type: 'warning'; readonly sentence: string }
  | {
      readonly type: 'diverged'
      readonly run: RunId
      readonly step: number
      readonly sentence: string
    }
  /** Nothing more comes from this session unless it is loaded again. */
  | {
      readonly type: 'failed'
      readonly sentence: string
      /** Name and stack of the error, for a report. */
      readonly detail: string
    }
