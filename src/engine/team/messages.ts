/** Messages between the worker of a session and its helpers, which train the runs. */
import type { Inputs } from '../../data/datasetLoader'
import type { OptionValue, OptionValues } from '../../spec/hyperparameter'
import type { InstrumentId } from '../../spec/instruments'
import type { MetricTable } from '../../spec/metricTable'
import type { RunId } from '../../spec/runId'
import type { Arithmetic } from '../backend/backend'
import type { StepMeasurement } from '../instruments/runInstruments'
import type { TrainingRunSetup } from '../run/trainingRun'
import type { Part } from './plan'

/** Parameters and then the optimizer's state, as a runner reads them. */
export type RunArrays = readonly Float32Array[]

/** What a helper is told of a run before it has anything of it. */
export interface HelperRunSetup {
  readonly setup: Omit<TrainingRunSetup, 'initialWeights'>
  /** Hyperparameters in force. */
  readonly values: OptionValues
}

/** The inputs of one step as they are in the data set. */
export interface StepBatch {
  readonly step: number
  readonly images: Inputs
  readonly labels: Int32Array
}

/** Steps of some runs, to be done in the order of the parts. */
export interface WindowOrder {
  readonly parts: readonly Part[]
  /** Those that the parts need. */
  readonly batches: readonly StepBatch[]
}

export type ToHelper =
  /** Computes like that from now on; answered by `ready` or `refused`. */
  | {
      readonly type: 'start'
      readonly arithmetic: Arithmetic
      /** A lock of this name is held as long as the helper lives. */
      readonly lock: string
    }
  /** Another session: what was there is forgotten. */
  | {
      readonly type: 'session'
      readonly runs: readonly HelperRunSetup[]
      /** A way to each of the other helpers, by their places; null at one's own. */
      readonly ports: readonly (MessagePort | null)[]
    }
  /** The run is here from now on. */
  | { readonly type: 'run'; readonly run: RunId; readonly arrays: RunArrays }
  | {
      readonly type: 'edit'
      readonly run: RunId
      readonly key: string
      readonly value: OptionValue
    }
  /** Instruments that measure steps of all runs from now on. */
  | { readonly type: 'instruments'; readonly on: readonly InstrumentId[] }
  | { readonly type: 'remove'; readonly run: RunId }
  /** Answered by `trained`. */
  | { readonly type: 'train'; readonly order: WindowOrder }
  /** Answered by `read`. */
  | { readonly type: 'read'; readonly runs: readonly RunId[] }
  /** The session has ended. */
  | { readonly type: 'end' }

/** What passes between two helpers. */
export interface PassedRun {
  readonly run: RunId
  readonly arrays: RunArrays
}

export interface TrainedRows {
  readonly run: RunId
  readonly firstStep: number
  readonly table: MetricTable
  /** What instruments found at some of these steps. */
  readonly measured: readonly StepMeasurement[]
}

export type FromHelper =
  | { readonly type: 'ready' }
  | { readonly type: 'refused'; readonly why: string }
  | {
      readonly type: 'trained'
      readonly rows: readonly TrainedRows[]
      /** Of the batches: what they came in goes back, for batches to come. */
      readonly images: readonly Inputs[]
    }
  | { readonly type: 'read'; readonly runs: readonly PassedRun[] }
  | { readonly type: 'failed'; readonly detail: string }
