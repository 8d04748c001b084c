/**
 * Messages between the page and the training worker. Types only, so that importing this file
 * pulls in no code. `run` is always the index of the run in the experiment that was loaded, also
 * after other runs have been removed. Every message carries the `session` it belongs to: `load` starts a new
 * one, and whatever still arrives from an older session is dropped.
 */
import type { BackendChoice, Experiment } from '../experiment/experiment'
import type { ChannelStatistics } from '../spec/dataset'
import type { OptionValue, OptionValues } from '../spec/hyperparameter'

export type Command =
  /** Prepare an experiment: backend, data, models, initial weights. Does not train. */
  | {
      readonly type: 'load'
      readonly session: number
      readonly experiment: Experiment
      /** Absolute URL of the folder the page was served from; data lie below it. */
      readonly baseUrl: string
      /** Go on from here instead of step 0. */
      readonly resume?: SessionSnapshot
    }
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
      readonly type: 'probe'
      readonly session: number
      readonly run: number
      /** Step sizes to look at beside the run's own, e.g. the rates of other runs. */
      readonly stepSizes: readonly number[]
    }
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
export interface LaneSnapshot {
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
  readonly lanes: readonly LaneSnapshot[]
}

/** The loss of one batch along the negative gradient g of a run: at w - stepSize g. */
export interface ProbeReport {
  /** Updates done before; the batch is that of the step of this number. */
  readonly step: number
  /** At the weights of now, with the L2 term that belongs to the loss of this optimizer. */
  readonly loss: number
  readonly gradNormSq: number
  /** In order of the step size, from 0 on. A loss may be NaN or Infinity far out. */
  readonly points: readonly { readonly stepSize: number; readonly loss: number }[]
  /** Hyperparameters in force at that step. */
  readonly values: OptionValues
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
      readonly type: 'evaluation'
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
      readonly type: 'probe'
      readonly session: number
      readonly run: number
      /** null where the run cannot be looked at, because it has left the training. */
      readonly report: ProbeReport | null
    }
  | { readonly type: 'pong'; readonly session: number }
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
