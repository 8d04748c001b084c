/**
 * Messages between the page and the training worker. Types only, so that importing this file
 * pulls in no code. `run` is always the index of the run in the experiment that was loaded, also
 * after other runs have been removed. Every message carries the `session` it belongs to: `load` starts a new
 * one, and whatever still arrives from an older session is dropped.
 */
import type { BackendChoice, Experiment } from '../experiment/experiment'
import type { ChannelStatistics } from '../spec/dataset'
import type { PackedUserData } from '../spec/userData'
import type { OptionValue, OptionValues } from '../spec/hyperparameter'

export type Command =
  /** Prepare an experiment: backend, data, models, initial weights. Does not train. */
  | {
      readonly type: 'load'
      readonly session: number
      readonly experiment: Experiment
      /** Absolute URL of the folder the page was served from; data lie below it. */
      readonly baseUrl: string
      /** At the end also evaluate on all training examples, with the labels that are trained on. */
      readonly evaluateTraining?: boolean
      /** A person's own data, where the experiment trains on them. */
      readonly userData?: PackedUserData
      /** Go on from here instead of step 0. */
      readonly resume?: SessionSnapshot
    }
  /** Ends the session; nothing more comes from it. */
  | { readonly type: 'unload'; readonly session: number }
  /** Train until `pause`, or for `steps` steps. */
  | { readonly type: 'train'; readonly session: number; readonly steps?: number }
  | { readonly type: 'pause'; readonly session: number }
  /** At most so many steps a second, to be watched; null = as fast as it goes. */
  | { readonly type: 'pace'; readonly session: number; readonly stepsPerSecond: number | null }
  /**
   * Look at the loss of the next step's batch along the negative gradient of a run. Answered by
   * `probe`, between two steps; nothing that trains is touched.
   */
  | {
      readonly type: 'lossAlongGradient'
      readonly session: number
      readonly run: number
      /** Step sizes to look at beside the run's own, e.g. the rates of other runs. */
      readonly stepSizes: readonly number[]
    }
  /** Show data and predictions, between two steps. Answered by `look`. */
  | { readonly type: 'query'; readonly session: number; readonly query: Query }
  /**
   * Look at every test example, at once and with each evaluation from now on. Answered by
   * `inspection`, one for each run; evaluations and training stay what they are.
   */
  | { readonly type: 'inspect'; readonly session: number; readonly on: boolean }
  /**
   * Look at what every run makes of the plane, for data of two coordinates. Answered by
   * `regions` after some steps, or at once while paused; nothing that trains is touched.
   */
  | { readonly type: 'regions'; readonly session: number }
  /** Answered by the event `snapshot`, between two steps or while paused. */
  | { readonly type: 'snapshot'; readonly session: number }
  /** Change a hyperparameter at the first step not yet issued. */
  /** Answered by `pong` at once: a worker that was killed gives no other sign. */
  | { readonly type: 'ping'; readonly session: number }
  /** The run leaves the lock-step; the others go on. */
  | { readonly type: 'remove'; readonly session: number; readonly run: number }
  | {
      readonly type: 'edit'
      readonly session: number
      readonly run: number
      readonly key: string
      readonly value: OptionValue
    }

/** Consecutive steps of one run, row-major: one float32 per step and METRIC_COLUMNS entry. */
export interface MetricBlock {
  readonly run: number
  readonly firstStep: number
  readonly values: Float32Array
  /** Training time at the start of each step, in seconds, without evaluation and pauses. */
  readonly seconds: Float64Array
}

export interface Evaluation {
  readonly run: number
  /** Updates done before this evaluation. */
  readonly step: number
  readonly loss: number
  readonly accuracy: number
}

/** SHA-256, 64 lower-case hex digits each. */
export interface Hashes {
  readonly weights: string
  readonly order: string
  readonly data: string
}

/** What a run needs to go on where it stood. Plain arrays, so that it outlives the device. */
export interface RunSnapshot {
  readonly run: number
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
   * squared errors.
   */
  readonly runs: readonly { readonly run: number; readonly scores: Float32Array }[]
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
  readonly run: number
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

export interface BackendReport {
  readonly name: Exclude<BackendChoice, 'auto'>
  /** A sentence: why this backend. */
  readonly reason: string
  /** Adapter or device, in words, where there is one. */
  readonly device?: string
}

export type WorkerEvent =
  | {
      readonly type: 'loading'
      readonly session: number
      /** What is being done, as a person would say it, e.g. "Fetching MNIST". */
      readonly stage: string
      /** 0 to 1 where it can be known. */
      readonly progress?: number
    }
  | {
      readonly type: 'ready'
      readonly session: number
      readonly backend: BackendReport
      readonly hashes: Hashes
      /** What all inputs are standardised by. */
      readonly statistics: ChannelStatistics
      readonly parameterCount: number
      readonly stepsPerEpoch: number
    }
  | {
      readonly type: 'training'
      readonly session: number
      /** The first step is being compiled; comes again without it when it has been done. */
      readonly compiling?: boolean
    }
  | {
      readonly type: 'paused'
      readonly session: number
      /** Steps done by every active run. */
      readonly step: number
      readonly reason: 'asked' | 'steps' | 'limit' | 'all-diverged'
    }
  | {
      readonly type: 'metrics'
      readonly session: number
      readonly step: number
      readonly blocks: readonly MetricBlock[]
      readonly stepsPerSecond: number
    }
  | {
      readonly type: 'evaluations'
      readonly session: number
      /** In the order in which they were done. */
      readonly evaluations: readonly Evaluation[]
    }
  /** Where it was asked for: loss and accuracy on all training examples, at the last step. */
  | {
      readonly type: 'trainingEvaluation'
      readonly session: number
      readonly evaluation: Evaluation
    }
  /** An edit has been given its step. */
  | {
      readonly type: 'edited'
      readonly session: number
      readonly step: number
      readonly run: number
      readonly key: string
      readonly value: OptionValue
      readonly previous: OptionValue
      /** True where the edit came with the experiment, false where it came as a command. */
      readonly scheduled: boolean
    }
  | { readonly type: 'snapshot'; readonly session: number; readonly snapshot: SessionSnapshot }
  | {
      readonly type: 'lossAlongGradient'
      readonly session: number
      readonly run: number
      /** null where the run cannot be looked at, because it has left the training. */
      readonly report: LossAlongGradient | null
    }
  | { readonly type: 'predictions'; readonly session: number; readonly predictions: Predictions }
  | { readonly type: 'inspection'; readonly session: number; readonly inspection: Inspection }
  | {
      readonly type: 'regions'
      readonly session: number
      readonly report: RegionsReport
      /** With the first report of a session. */
      readonly points: RegionPoints | null
    }
  | {
      readonly type: 'pong'
      readonly session: number
      /** The session that the worker has, being built or trained; 0 before the first one. */
      readonly holds: number
    }
  /** Something went wrong that does not stop training. */
  | { readonly type: 'warning'; readonly session: number; readonly sentence: string }
  | {
      readonly type: 'diverged'
      readonly session: number
      readonly run: number
      readonly step: number
      readonly sentence: string
    }
  /** Nothing more comes from this session unless it is loaded again. */
  | {
      readonly type: 'failed'
      readonly session: number
      readonly sentence: string
      /** Name and stack of the error, for a report. */
      readonly detail: string
    }
