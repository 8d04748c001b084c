import * as tf from '@tensorflow/tfjs-core'
import type { Edit } from '../experiment/experiment'
import type { OptionValue } from '../spec/hyperparameter'
import type {
  Evaluation,
  Inspection,
  Look,
  MetricBlock,
  ProbeReport,
  Question,
  RegionsReport,
  SessionSnapshot,
} from '../worker/protocol'
import { TrainingClock } from './clock'
import type { EvaluateChunk, EvaluationQueue, InspectChunk } from './evaluationQueue'
import type { Lane } from './lane'
import type { Looks } from './looks'
import type { RegionsQueue } from './regions'
import type { Batch } from './trainStep'
import { yieldToMessages } from './yieldToMessages'

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
  /** The answer to `probe`; null where the run has left the training. */
  readonly onProbe: (run: number, report: ProbeReport | null) => void
  /** The answer to `look`. */
  readonly onLook: (look: Look) => void
  /** After an evaluation, while `inspect` is on. */
  readonly onInspection: (inspection: Inspection) => void
  readonly onRegions: (report: RegionsReport) => void
  readonly onFailure: (error: unknown) => void
}

export interface SessionSetup {
  readonly lanes: readonly Lane[]
  /** The mini-batch of a step, the same for every lane. The session disposes it. */
  readonly batchAt: (step: number) => Batch
  readonly evaluations: EvaluationQueue
  /** Evaluates on the training examples when the step limit is reached. */
  readonly trainingEvaluations?: EvaluationQueue
  readonly evaluate: EvaluateChunk
  /** Shows data and predictions; leaves lanes as they are. Absent: nothing can be shown. */
  readonly examples?: {
    /** As `evaluate`, with a look at every example. */
    readonly inspect: InspectChunk
    readonly looks: Looks
  }
  /** Looks along the negative gradient of a lane; leaves lane and batch as they are. */
  readonly probe: (
    lane: Lane,
    batch: Batch,
    stepSizes: readonly number[],
  ) => Promise<Omit<ProbeReport, 'step'>>
  /** Draws what the runs make of the plane; absent where the data have not two coordinates. */
  readonly regions?: RegionsQueue
  /** Steps between evaluations. */
  readonly evaluateEvery: number
  /** The first step takes long: the device compiles its kernels. */
  readonly compiles?: boolean
  /** Stop here; null = never. */
  readonly stepLimit: number | null
  readonly scheduledEdits: readonly Edit[]
  /** Continue from here: the lanes have been made from the same snapshot. */
  readonly start?: { readonly step: number; readonly seconds: number }
  readonly listener: SessionListener
}

/** Longest time without looking at messages, so that Pause and edits are felt at once. */
const YIELD_EVERY_MS = 30
/** Metrics are read this often; several reads a second look live, more would cost steps. */
const DRAIN_EVERY_MS = 100
/** Most steps between two reads, whatever the clock says: bounds what the device holds. */
const DRAIN_EVERY_STEPS = 256
const SNAPSHOT_EVERY_MS = 4000

/**
 * Trains all lanes in lock-step: the next step of any lane starts after every active lane has
 * been given this one, all on the same mini-batch. One loop at a time; commands take effect
 * between steps.
 */
export class Session {
  private active: Lane[]
  private readonly removed = new Set<number>()
  private step: number
  /** Exclusive; the loop ends when `step` reaches it. */
  private target: number | null = null
  /** The loop under way, if any. */
  private looping: Promise<void> | null = null
  private trainAsked = false
  private pauseAsked = false
  private probeAsked: { readonly run: number; readonly stepSizes: readonly number[] } | null = null
  private snapshotAsked = false
  /** One of each kind: the last one asked for counts. */
  private readonly questions = new Map<Question['kind'], Question>()
  private isInspecting = false
  private inspectionAsked = false
  private regionsAsked = false
  private lastEvaluatedStep = 0
  /** The next step of some lane runs for the first time in its present form. */
  private mustCompile: boolean
  private hasSaidCompiling = false
  private lastTrainingEvaluation = -1
  private disposed = false
  private lastYield = 0
  private lastDrain = 0
  private lastSnapshot = 0
  private stepsSinceDrain = 0
  private stepsPerDrain = 1
  private readonly clock = new TrainingClock()
  /** Most steps a second; null = as fast as it goes. */
  private pace: number | null = null
  private lastStepAt = -Infinity

  constructor(private readonly setup: SessionSetup) {
    this.active = [...setup.lanes]
    this.step = setup.start?.step ?? 0
    this.mustCompile = setup.compiles ?? false
    if (setup.start) this.clock.restore(setup.start.seconds)
    this.lastSnapshot = performance.now()
  }

  /** Trains until paused, or for `steps` steps. Without effect while training. */
  train(steps?: number): void {
    if (this.disposed) return
    this.target = steps === undefined ? null : this.step + steps
    this.pauseAsked = false
    this.trainAsked = true
    this.looping ??= this.loop()
  }

  /** Stops at the end of the step under way. */
  pause(): void {
    this.pauseAsked = true
  }

  /** From the next step on at most so many steps a second; null = as fast as it goes. */
  setPace(stepsPerSecond: number | null): void {
    this.pace = stepsPerSecond
  }

  /** The edit acts at the first step not yet issued, on every backend. */
  edit(run: number, key: string, value: OptionValue, scheduled = false): void {
    const lane = this.active.find((candidate) => candidate.run === run)
    if (!lane) return
    const previous = lane.edit(key, value, this.step === 0)
    // Numbers are written to the device; everything else makes another step.
    if (typeof value === 'string' || typeof value === 'boolean')
      this.mustCompile = this.setup.compiles ?? false
    this.setup.listener.onEdit({ step: this.step, run, key, value, previous, scheduled })
  }

  /** Looks at the step to come of a run, between two steps; the last one asked for counts. */
  probe(run: number, stepSizes: readonly number[]): void {
    if (this.disposed) return
    this.probeAsked = { run, stepSizes }
    this.looping ??= this.loop()
  }

  /** Shows data and predictions between two steps; the last question of a kind counts. */
  look(question: Question): void {
    if (this.disposed) return
    this.questions.set(question.kind, question)
    this.looping ??= this.loop()
  }

  /** Looks at every test example from now on, at once and with each evaluation; or no longer. */
  inspect(on: boolean): void {
    this.isInspecting = on
    this.inspectionAsked = on
    if (on && !this.disposed) this.looping ??= this.loop()
  }

  /** Begins a picture of what the runs make of the plane; it is done between steps. */
  lookAtRegions(): void {
    if (this.disposed || !this.setup.regions) return
    this.regionsAsked = true
    this.looping ??= this.loop()
  }

  /** A snapshot as soon as the step under way is done. */
  requestSnapshot(): void {
    if (this.disposed) return
    this.snapshotAsked = true
    this.looping ??= this.loop()
  }

  /** The run leaves; the others go on. */
  remove(run: number): void {
    this.active = this.active.filter((lane) => lane.run !== run)
    this.removed.add(run)
    this.setup.evaluations.drop(run)
    this.setup.trainingEvaluations?.drop(run)
  }

  /** Ends the session; resolves when its memory has been given back. */
  async dispose(): Promise<void> {
    this.disposed = true
    await this.looping
    this.setup.evaluations.drop()
    this.setup.trainingEvaluations?.drop()
    this.setup.regions?.drop()
    for (const lane of this.setup.lanes) lane.dispose()
  }

  /** Something waits that the loop has to do. */
  private get isAsked(): boolean {
    return (
      this.trainAsked ||
      this.probeAsked !== null ||
      this.snapshotAsked ||
      this.inspectionAsked ||
      this.regionsAsked ||
      this.questions.size > 0
    )
  }

  private async loop(): Promise<void> {
    try {
      while (this.isAsked && !this.disposed) {
        if (this.trainAsked) {
          this.trainAsked = false
          if (!this.mustCompile) this.setup.listener.onTraining(false)
          const reason = await this.trainUntilStopped()
          if (reason === 'limit' || reason === 'all-diverged') await this.finishEvaluations()
          if (!this.disposed) this.setup.listener.onPaused(this.step, reason)
        }
        await this.answerQuestions()
        if (this.snapshotAsked) await this.takeSnapshot()
        this.startRegions()
        await this.drawWhilePaused()
        await this.evaluateWhilePaused()
      }
    } catch (error) {
      if (!this.disposed) this.setup.listener.onFailure(error)
    } finally {
      this.clock.stop()
      this.looping = null
    }
  }

  private async trainUntilStopped(): Promise<PauseReason> {
    this.lastYield = this.lastDrain = performance.now()
    for (;;) {
      if (this.pace !== null && !this.stopReason()) await this.waitForNextStep()
      const reason = this.stopReason()
      if (reason) {
        await this.drain()
        this.clock.stop()
        if (reason === 'limit') this.queueLastEvaluations()
        return this.active.length === 0 ? 'all-diverged' : reason
      }
      this.clock.start()
      const before = performance.now()
      this.issueStep()
      const spent = performance.now() - before
      if (this.isDrainDue()) await this.drain()
      if (this.step % this.setup.evaluateEvery === 0) await this.startEvaluations()
      else await this.evaluateFor(spent)
      if (this.isSnapshotDue()) await this.takeSnapshot()
      await this.drawRegions()
      await this.yieldIfDue()
      await this.answerQuestions()
    }
  }

  private stopReason(): PauseReason | null {
    if (this.disposed || this.pauseAsked) return 'asked'
    if (this.active.length === 0) return 'all-diverged'
    if (this.setup.stepLimit !== null && this.step >= this.setup.stepLimit) return 'limit'
    if (this.target !== null && this.step >= this.target) return 'steps'
    return null
  }

  /** Keeps to the pace; evaluations may use the time. Short naps, so that Pause is felt at once. */
  private async waitForNextStep(): Promise<void> {
    this.clock.stop()
    const isEarly = () =>
      this.pace !== null && performance.now() < this.lastStepAt + 1000 / this.pace
    while (isEarly() && !this.stopReason()) {
      if (!this.setup.evaluations.isEmpty) await this.evaluateChunk()
      await this.answerQuestions()
      await this.drawRegions()
      const left = this.lastStepAt + 1000 / (this.pace ?? 1000) - performance.now()
      await new Promise((wake) => setTimeout(wake, Math.min(left, YIELD_EVERY_MS)))
    }
    this.lastStepAt = performance.now()
  }

  private issueStep(): void {
    for (const edit of this.setup.scheduledEdits)
      if (edit.step === this.step) this.edit(edit.run, edit.key, edit.value, true)
    if (this.mustCompile && !this.hasSaidCompiling) {
      this.hasSaidCompiling = true
      this.setup.listener.onTraining(true)
    }
    const batch = this.setup.batchAt(this.step)
    const seconds = this.clock.seconds
    for (const lane of this.active) lane.step(batch, this.step, seconds)
    tf.dispose([batch.images, batch.labels])
    this.step++
    this.stepsSinceDrain++
  }

  private isDrainDue(): boolean {
    return (
      this.stepsSinceDrain >= Math.min(this.stepsPerDrain, DRAIN_EVERY_STEPS) ||
      this.active.some((lane) => lane.isChecking) ||
      performance.now() - this.lastDrain > DRAIN_EVERY_MS
    )
  }

  /**
   * Reads the metrics of all steps since the last read. Where the device works behind the
   * issuing thread, this wait is what keeps the two together, so the number of steps between
   * reads follows the measured pace.
   */
  private async drain(): Promise<void> {
    const blocks: MetricBlock[] = []
    for (const lane of this.active) {
      const block = await lane.drain()
      if (block) blocks.push(block)
      const warning = lane.takeWarning()
      if (warning) this.setup.listener.onWarning(`${lane.optimizer.label}: ${warning}`)
    }
    const now = performance.now()
    const elapsed = Math.max(now - this.lastDrain, 0.1)
    const steps = this.stepsSinceDrain
    this.lastDrain = now
    this.stepsSinceDrain = 0
    if (steps > 0) this.stepsPerDrain = Math.max(1, Math.round((DRAIN_EVERY_MS * steps) / elapsed))
    if (this.disposed || blocks.length === 0) return
    if (this.hasSaidCompiling) {
      this.mustCompile = this.hasSaidCompiling = false
      this.setup.listener.onTraining(false)
    }
    this.setup.listener.onMetrics(this.step, blocks, (1000 * steps) / elapsed)
    for (const lane of [...this.active]) {
      const diverged = lane.divergedAt
      if (!diverged) continue
      // Its evaluations of earlier steps still count, so only the lane itself leaves.
      this.active = this.active.filter((other) => other !== lane)
      this.setup.listener.onDiverged(lane.run, diverged.step, diverged.sentence)
    }
  }

  /** Queues an evaluation of every run; the one before is finished first if it still waits. */
  private async startEvaluations(): Promise<void> {
    await this.drain()
    await this.finishEvaluations()
    this.queueEvaluations()
  }

  private queueEvaluations(): void {
    if (this.lastEvaluatedStep === this.step) return
    this.lastEvaluatedStep = this.step
    this.queue({ isExtra: false })
  }

  private queue({ isExtra }: { readonly isExtra: boolean }): void {
    const { evaluations, evaluate, examples } = this.setup
    for (const lane of this.active)
      evaluations.add({
        run: lane.run,
        step: this.step,
        parameters: lane.copyWeights(),
        evaluate,
        inspect: this.isInspecting ? examples?.inspect : undefined,
        isExtra,
      })
  }

  /** Looks at the weights as they are now, beside the evaluations of the experiment. */
  private queueInspections(): void {
    this.inspectionAsked = false
    this.queue({ isExtra: true })
  }

  /** On the test set and, where it was asked for, on the training set. */
  private queueLastEvaluations(): void {
    const { trainingEvaluations, evaluate } = this.setup
    this.queueEvaluations()
    if (!trainingEvaluations || this.lastTrainingEvaluation === this.step) return
    this.lastTrainingEvaluation = this.step
    for (const lane of this.active)
      trainingEvaluations.add({
        run: lane.run,
        step: this.step,
        parameters: lane.copyWeights(),
        evaluate,
        isExtra: false,
      })
  }

  /** No evaluation waits. */
  private get isEvaluated(): boolean {
    const { evaluations, trainingEvaluations } = this.setup
    return evaluations.isEmpty && (trainingEvaluations?.isEmpty ?? true)
  }

  /** Evaluates in chunks for at least this long, if anything waits; not training time. */
  private async evaluateFor(milliseconds: number): Promise<void> {
    if (this.setup.evaluations.isEmpty) return
    this.clock.stop()
    const before = performance.now()
    do await this.evaluateChunk()
    while (
      !this.setup.evaluations.isEmpty &&
      !this.pauseAsked &&
      performance.now() - before < milliseconds
    )
    this.lastDrain += performance.now() - before
    this.clock.start()
  }

  /** Finishes what waits, unless a pause is asked for meanwhile; not training time. */
  private async finishEvaluations(): Promise<void> {
    if (this.isEvaluated) return
    const wasPaused = this.pauseAsked
    this.clock.stop()
    const before = performance.now()
    while (!this.isEvaluated && !this.disposed && this.pauseAsked === wasPaused) {
      await this.evaluateChunk()
      await this.yieldIfDue()
    }
    this.lastDrain += performance.now() - before
  }

  private async evaluateWhilePaused(): Promise<void> {
    while (!this.isEvaluated && !this.disposed && !this.isAsked) {
      await this.evaluateChunk()
      await yieldToMessages()
    }
  }

  /** Answers what was asked for, if anything; not training time. */
  private async answerQuestions(): Promise<void> {
    if (this.inspectionAsked) this.queueInspections()
    await this.answerLooks()
    await this.answerProbe()
  }

  private async answerLooks(): Promise<void> {
    if (this.questions.size === 0 || this.disposed) return
    this.clock.stop()
    const before = performance.now()
    const questions = [...this.questions.values()]
    this.questions.clear()
    for (const question of questions) {
      try {
        const look = await this.setup.examples?.looks.answer(question, this.step, this.active)
        if (look && !this.disposed) this.setup.listener.onLook(look)
      } catch (error) {
        console.error(error)
        this.setup.listener.onWarning('The examples could not be shown; training goes on.')
      }
    }
    this.lastDrain += performance.now() - before
  }

  private startRegions(): void {
    if (!this.regionsAsked) return
    this.regionsAsked = false
    const { regions, listener } = this.setup
    const runs = this.active.map((lane) => ({ run: lane.run, parameters: lane.copyWeights() }))
    if (runs.length > 0) regions?.start(this.step, runs)
    else listener.onRegions({ step: this.step, side: 0, runs: [], milliseconds: 0 })
  }

  /** One piece of the picture that was asked for, if any; not training time. */
  private async drawRegions(): Promise<void> {
    const { regions, listener } = this.setup
    this.startRegions()
    if (!regions || regions.isEmpty) return
    this.clock.stop()
    const before = performance.now()
    const report = await regions.advance()
    this.lastDrain += performance.now() - before
    if (report && !this.disposed) listener.onRegions(report)
  }

  private async drawWhilePaused(): Promise<void> {
    while (this.setup.regions?.isEmpty === false && !this.disposed && !this.isAsked) {
      await this.drawRegions()
      await yieldToMessages()
    }
  }

  /** Answers the probe that was asked for, if any; not training time. */
  private async answerProbe(): Promise<void> {
    const asked = this.probeAsked
    if (!asked || this.disposed) return
    this.probeAsked = null
    this.clock.stop()
    const before = performance.now()
    const report = await this.lookAhead(asked.run, asked.stepSizes)
    this.lastDrain += performance.now() - before
    if (!this.disposed) this.setup.listener.onProbe(asked.run, report)
  }

  private async lookAhead(run: number, stepSizes: readonly number[]): Promise<ProbeReport | null> {
    const lane = this.active.find((candidate) => candidate.run === run)
    if (!lane) return null
    const { step } = this
    const batch = this.setup.batchAt(step)
    try {
      return { step, ...(await this.setup.probe(lane, batch, stepSizes)) }
    } catch (error) {
      console.error(error)
      this.setup.listener.onWarning('The look along the gradient failed; training goes on.')
      return null
    } finally {
      tf.dispose([batch.images, batch.labels])
    }
  }

  private async evaluateChunk(): Promise<void> {
    const { evaluations, trainingEvaluations, listener, examples } = this.setup
    const isTraining = evaluations.isEmpty && trainingEvaluations !== undefined
    const finished = await (isTraining ? trainingEvaluations : evaluations).advance()
    if (!finished || this.disposed || this.removed.has(finished.evaluation.run)) return
    const { evaluation, isExtra, details } = finished
    if (isTraining) return listener.onTrainingEvaluation(evaluation)
    if (!isExtra) listener.onEvaluation(evaluation)
    if (details && examples) listener.onInspection(examples.looks.inspection(evaluation, details))
  }

  private isSnapshotDue(): boolean {
    if (this.snapshotAsked) return true
    // Evaluations under way are no part of a snapshot; one without any comes soon.
    const patience = this.isEvaluated ? 1 : 3
    return performance.now() - this.lastSnapshot > patience * SNAPSHOT_EVERY_MS
  }

  private async takeSnapshot(): Promise<void> {
    this.snapshotAsked = false
    await this.drain()
    const { step } = this
    const { seconds } = this.clock
    const lanes = await Promise.all(this.active.map((lane) => lane.snapshot()))
    this.lastSnapshot = performance.now()
    if (!this.disposed) this.setup.listener.onSnapshot({ step, seconds, lanes })
  }

  private async yieldIfDue(): Promise<void> {
    if (performance.now() - this.lastYield < YIELD_EVERY_MS) return
    await yieldToMessages()
    this.lastYield = performance.now()
  }
}
