import type { RunId } from '../../spec/runId'
import type { SessionRun } from '../run/trainingRun'
import type { SessionSetup } from '../session/sessionSetup'

/** Which evaluations of a session wait, and who hears of them when they are done. */
export class Evaluations {
  private readonly removed = new Set<RunId>()
  private isInspecting = false
  private inspectionAsked = false
  private lastStep = 0
  private lastTrainingStep = -1

  /** @param ended once aborted, nobody is told of anything any more */
  constructor(
    private readonly setup: SessionSetup,
    private readonly ended: AbortSignal,
  ) {}

  /** None waits. */
  get isEmpty(): boolean {
    const { evaluations, trainingEvaluations } = this.setup
    return evaluations.isEmpty && (trainingEvaluations?.isEmpty ?? true)
  }

  /** A look at every test example waits to be queued. */
  get isInspectionAsked(): boolean {
    return this.inspectionAsked
  }

  /** Looks at every test example from now on, at once and with each evaluation; or no longer. */
  inspect(on: boolean): void {
    this.isInspecting = on
    this.inspectionAsked = on
  }

  /** Queues an evaluation of every run on the test set, once for each step. */
  queue(step: number, trainingRuns: readonly SessionRun[]): void {
    if (this.lastStep === step) return
    this.lastStep = step
    this.add(step, trainingRuns, { isExtra: false })
  }

  /** Queues the look that was asked for, beside the evaluations of the experiment. */
  queueInspection(step: number, trainingRuns: readonly SessionRun[]): void {
    if (!this.inspectionAsked) return
    this.inspectionAsked = false
    this.add(step, trainingRuns, { isExtra: true })
  }

  /** At the step limit: on the test set and, where the setup has them, the training examples. */
  queueLast(step: number, trainingRuns: readonly SessionRun[]): void {
    const { trainingEvaluations, evaluate } = this.setup
    this.queue(step, trainingRuns)
    if (!trainingEvaluations || this.lastTrainingStep === step) return
    this.lastTrainingStep = step
    for (const trainingRun of trainingRuns)
      trainingEvaluations.add({
        run: trainingRun.id,
        step,
        parameters: trainingRun.copyWeights(),
        evaluate,
      })
  }

  /** Does one chunk of the first that waits, and tells of it if that was the last chunk. */
  async advance(): Promise<void> {
    const { evaluations, trainingEvaluations, examples, emit } = this.setup
    const isTraining = evaluations.isEmpty && trainingEvaluations !== undefined
    const finished = await (isTraining ? trainingEvaluations : evaluations).advance()
    if (!finished || this.ended.aborted || this.removed.has(finished.evaluation.run)) return
    const { evaluation, isExtra, details } = finished
    if (isTraining) return emit({ type: 'trainingEvaluation', evaluation })
    if (!isExtra) emit({ type: 'evaluations', evaluations: [evaluation] })
    if (!details || !examples) return
    emit({ type: 'inspection', inspection: examples.predictor.inspection(evaluation, details) })
  }

  /** The run leaves: what waits for it is forgotten, what is under way is not told. */
  remove(run: RunId): void {
    this.removed.add(run)
    this.setup.evaluations.drop(run)
    this.setup.trainingEvaluations?.drop(run)
  }

  /** Forgets all that waits and gives its memory back. */
  drop(): void {
    this.setup.evaluations.drop()
    this.setup.trainingEvaluations?.drop()
  }

  private add(
    step: number,
    trainingRuns: readonly SessionRun[],
    { isExtra }: { isExtra: boolean },
  ): void {
    const { evaluations, evaluate, examples } = this.setup
    for (const trainingRun of trainingRuns)
      evaluations.add({
        run: trainingRun.id,
        step,
        parameters: trainingRun.copyWeights(),
        evaluate,
        inspect: this.isInspecting ? examples?.inspect : undefined,
        isExtra,
      })
  }
}
