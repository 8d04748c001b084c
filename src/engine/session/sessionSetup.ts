import type { OptionValue } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'
import type { FirstLayerReport, LossAlongGradient, SessionEvent } from '../../worker/protocol'
import type { EvaluateChunk, EvaluationQueue, InspectChunk } from '../evaluation/evaluationQueue'
import type { FitMeter } from '../instruments/fitMeter'
import type { BeginStudy } from '../instruments/studies'
import type { SessionRun, TrainingRun } from '../run/trainingRun'
import type { Helpers } from '../team/helpers'
import type { Predictor } from '../queries/predictions'
import type { RegionsQueue } from '../queries/decisionRegions'
import type { Batch } from '../run/trainStep'
import type { LateWork } from './lateWork'

/** An edit that comes with the experiment, for the run that it is meant for. */
export interface ScheduledEdit {
  readonly step: number
  readonly run: RunId
  readonly key: string
  readonly value: OptionValue
}

/** What a session trains on and with. */
export interface SessionSetup {
  readonly trainingRuns: readonly TrainingRun[]
  /** The mini-batch of a step, the same for every run. The session disposes it. */
  readonly batchAt: (step: number) => Batch
  /** Other workers that can train the runs; absent: this one trains alone. */
  readonly helpers?: Helpers
  readonly evaluations: EvaluationQueue
  /** Evaluates on the training examples when the step limit is reached. */
  readonly trainingEvaluations?: EvaluationQueue
  readonly evaluate: EvaluateChunk
  /** What comes after the first step, the test examples among it; absent: all is here. */
  readonly late?: LateWork
  /** Shows data and predictions; leaves runs as they are. Absent: nothing can be shown. */
  readonly examples?: {
    /** As `evaluate`, with a look at every example. */
    readonly inspect: InspectChunk
    readonly predictor: Predictor
  }
  /** Makes what looks at single training examples; absent: nothing can be looked at. */
  readonly fitMeter?: () => FitMeter
  /** Looks along the negative gradient of a run; leaves run and batch as they are. */
  readonly lossAlongGradient: (
    trainingRun: SessionRun,
    batch: Batch,
    stepSizes: readonly number[],
  ) => Promise<Omit<LossAlongGradient, 'step'>>
  /** Draws what the runs make of the plane; absent where the data have not two coordinates. */
  readonly regions?: RegionsQueue
  /** The weights of the first layer; absent: nothing can be shown. */
  readonly firstLayer?: (
    trainingRuns: readonly SessionRun[],
    step: number,
  ) => Promise<FirstLayerReport>
  /** Begins long looks at a run; absent: there are none. */
  readonly loadStudies?: () => Promise<BeginStudy>
  /** Copies of the weights of each run that a path may have. */
  readonly pathCopies?: number
  /** Steps between evaluations. */
  readonly evaluateEvery: number
  /** The processor trains, which also draws the page. */
  readonly onCores?: boolean
  /** The first step takes long: the device compiles its kernels. */
  readonly compiles?: boolean
  /** Stop here; null = never. */
  readonly stepLimit: number | null
  readonly scheduledEdits: readonly ScheduledEdit[]
  /** Continue from here: the runs have been made from the same snapshot. */
  readonly start?: { readonly step: number; readonly seconds: number }
  /** Tells the page, through the worker. */
  readonly emit: (event: SessionEvent) => void
}
