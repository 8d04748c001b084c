import type { Edit } from '../../experiment/experiment'
import type { OptionValue } from '../../spec/hyperparameter'
import type {
  Evaluation,
  Inspection,
  Predictions,
  MetricBlock,
  LossAlongGradient,
  RegionsReport,
  SessionSnapshot,
} from '../../worker/protocol'
import type { EvaluateChunk, EvaluationQueue, InspectChunk } from '../evaluation/evaluationQueue'
import type { TrainingRun } from '../run/trainingRun'
import type { Predictor } from '../queries/predictions'
import type { RegionsQueue } from '../queries/decisionRegions'
import type { Batch } from '../run/trainStep'

/** Why training stands still. */
export type PauseReason = 'asked' | 'steps' | 'limit' | 'all-diverged'

/** What a session tells; the worker turns it into messages. */
export interface SessionListener {
  readonly onMetrics: (step: number, blocks: readonly MetricBlock[], rate: number) => void
  readonly onEvaluation: (evaluation: Evaluation) => void
  /** On the training examples, at the step limit, where the setup has them. */
  readonly onTrainingEvaluation: (evaluation: Evaluation) => void
  readonly onEdit: (edit: Edit & { previous: OptionValue; scheduled: boolean }) => void
  readonly onDiverged: (run: number, step: number, sentence: string) => void
  /** Something went wrong that does not stop training. */
  readonly onWarning: (sentence: string) => void
  /** @param isCompiling the step to come takes long, because it has to be compiled first */
  readonly onTraining: (isCompiling: boolean) => void
  readonly onPaused: (step: number, reason: PauseReason) => void
  readonly onSnapshot: (snapshot: SessionSnapshot) => void
  /** The answer to `lossAlongGradient`; null where the run has left the training. */
  readonly onLossAlongGradient: (run: number, report: LossAlongGradient | null) => void
  /** The answer to `query`. */
  readonly onPredictions: (predictions: Predictions) => void
  /** After an evaluation, while `inspect` is on. */
  readonly onInspection: (inspection: Inspection) => void
  readonly onRegions: (report: RegionsReport) => void
  readonly onFailure: (error: unknown) => void
}

/** What a session trains on and with. */
export interface SessionSetup {
  readonly trainingRuns: readonly TrainingRun[]
  /** The mini-batch of a step, the same for every run. The session disposes it. */
  readonly batchAt: (step: number) => Batch
  readonly evaluations: EvaluationQueue
  /** Evaluates on the training examples when the step limit is reached. */
  readonly trainingEvaluations?: EvaluationQueue
  readonly evaluate: EvaluateChunk
  /** Shows data and predictions; leaves runs as they are. Absent: nothing can be shown. */
  readonly examples?: {
    /** As `evaluate`, with a look at every example. */
    readonly inspect: InspectChunk
    readonly predictor: Predictor
  }
  /** Looks along the negative gradient of a run; leaves run and batch as they are. */
  readonly lossAlongGradient: (
    trainingRun: TrainingRun,
    batch: Batch,
    stepSizes: readonly number[],
  ) => Promise<Omit<LossAlongGradient, 'step'>>
  /** Draws what the runs make of the plane; absent where the data have not two coordinates. */
  readonly regions?: RegionsQueue
  /** Steps between evaluations. */
  readonly evaluateEvery: number
  /** The first step takes long: the device compiles its kernels. */
  readonly compiles?: boolean
  /** Stop here; null = never. */
  readonly stepLimit: number | null
  readonly scheduledEdits: readonly Edit[]
  /** Continue from here: the runs have been made from the same snapshot. */
  readonly start?: { readonly step: number; readonly seconds: number }
  readonly listener: SessionListener
}
