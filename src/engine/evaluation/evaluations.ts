import type { RunId } from '../../spec/runId'
import type { SessionRun } from '../run/trainingRun'
import type { Evaluation } from '../../worker/protocol'
import { fitColumns } from '../instruments/fit'
import type { FitMeter } from '../instruments/fitMeter'
import type { SessionSetup } from '../session/sessionSetup'
import { TestingProgress } from './testingProgress'

/**
 * Evaluations of so many steps may wait for test examples that are still on their way; then training
 * waits too, since each holds a copy of the weights.
 */
const MOST_WAITING = 4

/** Which evaluations of a session wait, and who hears of them when they are done. */
export class Evaluations {
  private readonly removed = new Set<RunId>()
  private isInspecting = false
  private inspectionAsked = false
  /** Present while single training examples are looked at with each evaluation. */
  private fit: FitMeter | null = null
  private fitAsked = false
  /** Evaluations that wait for the look at the training examples. */
  private readonly held: Evaluation[] = []
  private lastStep = 0
  private lastTrainingStep = -1
  private readonly progress: TestingProgress
  /** Steps whose evaluations were queued before the test examples were here. */
  private queuedEarly = 0

  /** @param ended once aborted, nobody is told of anything any more */
  constructor(
    private readonly setup: SessionSetup,
    private readonly ended: AbortSignal,
  ) {
    this.progress = new TestingProgress((testing) => {
      if (!ended.aborted) setup.emit({ type: 'testing', testing })
    })
  }

  /** None waits. */
  get isEmpty(): boolean {
    const { evaluations, trainingEvaluations } = this.setup
    return (
      evaluations.isEmpty && (trainingEvaluations?.isEmpty ?? true) && (this.fit?.isEmpty ?? true)
    )
  }

  /** One waits, and what it needs is here. */
  get canAdvance(): boolean {
    return !this.isEmpty && (this.setup.evaluations.isEmpty || this.hasTests)
  }

  /** What is queued need not be finished before training goes on. */
  get mayWait(): boolean {
    return !this.hasTests && this.queuedEarly < MOST_WAITING
  }

  private get hasTests(): boolean {
    return this.setup.late?.hasTests ?? true
  }

  /** Resolves when the test examples are here, or so much later. */
  async testsHere(milliseconds: number): Promise<void> {
    const later = new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
    await Promise.race([this.setup.late?.testsHere(), later])
  }

  /** A look at every test example, or at training examples, waits to be queued. */
  get isInspectionAsked(): boolean {
    return this.inspectionAsked || this.fitAsked
  }

  /** Looks at every test example from now on, at once and with each evaluation; or no longer. */
  inspect(on: boolean): void {
    this.isInspecting = on
    this.inspectionAsked = on
  }

  /** Looks at training examples from now on, at once and with each evaluation; or no longer. */
  measureFit(on: boolean): void {
    if (on === (this.fit !== null)) return
    if (on) {
      this.fit = this.setup.fitMeter?.() ?? null
    } else {
      this.fit?.drop()
      this.fit = null
      this.release()
    }
    this.fitAsked = this.fit !== null
  }

  /** Queues an evaluation of every run on the test set, once for each step. */
  queue(step: number, trainingRuns: readonly SessionRun[]): void {
    if (this.lastStep === step) return
    this.lastStep = step
    if (!this.hasTests) this.queuedEarly++
    this.setup.late?.fetchTests()
    this.add(step, trainingRuns, { isExtra: false })
    this.addFit(step, trainingRuns, { isExtra: false })
  }

  /** Queues the looks that were asked for, beside the evaluations of the experiment. */
  queueInspection(step: number, trainingRuns: readonly SessionRun[]): void {
    if (this.fitAsked) this.addFit(step, trainingRuns, { isExtra: true })
    this.fitAsked = false
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
    if (evaluations.isEmpty && this.fit?.isEmpty === false) return this.advanceFit(this.fit)
    const isTraining = evaluations.isEmpty && trainingEvaluations !== undefined
    this.progress.note(evaluations.progress)
    const finished = await (isTraining ? trainingEvaluations : evaluations).advance()
    this.progress.note(evaluations.progress)
    if (!finished || this.ended.aborted || this.removed.has(finished.evaluation.run)) return
    const { evaluation, isExtra, details } = finished
    if (isTraining) return emit({ type: 'trainingEvaluation', evaluation })
    const { run, step } = evaluation
    if (!isExtra && this.fit?.hasPromised(run, step)) this.held.push(evaluation)
    else if (!isExtra) emit({ type: 'evaluations', evaluations: [evaluation] })
    if (!details || !examples) return
    emit({ type: 'inspection', inspection: examples.predictor.inspection(evaluation, details) })
  }

  /** The run leaves: what waits for it is forgotten, what is under way is not told. */
  remove(run: RunId): void {
    this.removed.add(run)
    this.setup.evaluations.drop(run)
    this.setup.trainingEvaluations?.drop(run)
    this.progress.note(this.setup.evaluations.progress)
    this.fit?.drop(run)
    this.held.splice(0, this.held.length, ...this.held.filter((one) => one.run !== run))
  }

  /** Forgets all that waits and gives its memory back. */
  drop(): void {
    this.setup.evaluations.drop()
    this.setup.trainingEvaluations?.drop()
    this.fit?.drop()
  }

  private async advanceFit(fit: FitMeter): Promise<void> {
    const finished = await fit.advance()
    if (!finished || this.ended.aborted) return
    const { report, isExtra } = finished
    if (this.removed.has(report.run)) return
    this.setup.emit({ type: 'fit', report })
    if (!isExtra) this.release(report.run, fitColumns(report), report.step)
  }

  /** Tells of evaluations that waited, of one run or all, with what was found meanwhile. */
  private release(run?: RunId, others?: ReadonlyMap<string, number>, step?: number): void {
    const ready = this.held.filter(
      (one) => (run === undefined || one.run === run) && (step === undefined || one.step === step),
    )
    for (const one of ready) this.held.splice(this.held.indexOf(one), 1)
    if (ready.length === 0 || this.ended.aborted) return
    const evaluations = ready.map((one) => (others ? { ...one, others } : one))
    this.setup.emit({ type: 'evaluations', evaluations })
  }

  private addFit(
    step: number,
    trainingRuns: readonly SessionRun[],
    { isExtra }: { isExtra: boolean },
  ): void {
    for (const trainingRun of trainingRuns)
      this.fit?.add({
        run: trainingRun.id,
        step,
        parameters: trainingRun.copyWeights(),
        isExtra,
      })
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
