import type { Lane } from './lane'
import type { SessionSetup } from './sessionSetup'

/** Which evaluations of a session wait, and who hears of them when they are done. */
export class Evaluations {
  private readonly removed = new Set<number>()
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

  /** Queues an evaluation of every lane on the test set, once for each step. */
  queue(step: number, lanes: readonly Lane[]): void {
    if (this.lastStep === step) return
    this.lastStep = step
    this.add(step, lanes, { isExtra: false })
  }

  /** Queues the look that was asked for, beside the evaluations of the experiment. */
  queueInspection(step: number, lanes: readonly Lane[]): void {
    if (!this.inspectionAsked) return
    this.inspectionAsked = false
    this.add(step, lanes, { isExtra: true })
  }

  /** At the step limit: on the test set and, where the setup has them, the training examples. */
  queueLast(step: number, lanes: readonly Lane[]): void {
    const { trainingEvaluations, evaluate } = this.setup
    this.queue(step, lanes)
    if (!trainingEvaluations || this.lastTrainingStep === step) return
    this.lastTrainingStep = step
    for (const lane of lanes)
      trainingEvaluations.add({
        run: lane.run,
        step,
        parameters: lane.copyWeights(),
        evaluate,
      })
  }

  /** Does one chunk of the first that waits, and tells of it if that was the last chunk. */
  async advance(): Promise<void> {
    const { evaluations, trainingEvaluations, listener, examples } = this.setup
    const isTraining = evaluations.isEmpty && trainingEvaluations !== undefined
    const finished = await (isTraining ? trainingEvaluations : evaluations).advance()
    if (!finished || this.ended.aborted || this.removed.has(finished.evaluation.run)) return
    const { evaluation, isExtra, details } = finished
    if (isTraining) return listener.onTrainingEvaluation(evaluation)
    if (!isExtra) listener.onEvaluation(evaluation)
    if (details && examples) listener.onInspection(examples.looks.inspection(evaluation, details))
  }

  /** The run leaves: what waits for it is forgotten, what is under way is not told. */
  remove(run: number): void {
    this.removed.add(run)
    this.setup.evaluations.drop(run)
    this.setup.trainingEvaluations?.drop(run)
  }

  /** Forgets all that waits and gives its memory back. */
  drop(): void {
    this.setup.evaluations.drop()
    this.setup.trainingEvaluations?.drop()
  }

  private add(step: number, lanes: readonly Lane[], { isExtra }: { isExtra: boolean }): void {
    const { evaluations, evaluate, examples } = this.setup
    for (const lane of lanes)
      evaluations.add({
        run: lane.run,
        step,
        parameters: lane.copyWeights(),
        evaluate,
        inspect: this.isInspecting ? examples?.inspect : undefined,
        isExtra,
      })
  }
}
