import type { OptionValue } from '../../spec/hyperparameter'
import type { InstrumentId } from '../../spec/instruments'
import type { RunId } from '../../spec/runId'
import type { MetricBlock, PauseReason, Query, StudyId, StudyRequest } from '../../worker/protocol'
import { TrainingClock } from './clock'
import { DrainPace, DRAIN_EVERY_MS, DRAIN_ON_CORES_EVERY_MS } from './drainPace'
import { LivedPace } from './livedPace'
import { Studies } from '../instruments/studies'
import { WeightPaths } from '../instruments/weightPaths'
import { SessionQueries } from '../queries/sessionQueries'
import { Evaluations } from '../evaluation/evaluations'
import { describeFailure } from './failure'
import type { SessionSetup } from './sessionSetup'
import { Trainers } from './trainers'
import { yieldToMessages } from './yieldToMessages'

/** Longest time without looking at messages, so that Pause and edits are felt at once. */
const YIELD_EVERY_MS = 30
/** At most twice as long, so that what a lost device or a killed worker takes away is less than 5 s. */
const SNAPSHOT_EVERY_MS = 2000
/** Nobody has pressed Train for so long: what could wait need not wait any longer. */
const IDLE_MS = 300

/**
 * Trains all runs in lock-step: the next step of any run starts after every active run has
 * been given this one, all on the same mini-batch. One loop at a time; commands take effect
 * between steps.
 */
export class Session {
  private readonly trainers: Trainers
  private step: number
  /** Exclusive; the loop ends when `step` reaches it. */
  private target: number | null = null
  /** The loop under way, if any. */
  private looping: Promise<void> | null = null
  private trainAsked = false
  private pauseAsked = false
  private snapshotAsked = false
  /** The next step of some run runs for the first time in its present form. */
  private mustCompile: boolean
  private hasSaidCompiling = false
  private asidesDone = 0
  private asidesUnderWay = 0
  private lastYield = 0
  private lastSnapshot = performance.now()
  /** Most steps a second; null = as fast as it goes. */
  private stepsPerSecond: number | null = null
  private lastStepAt = -Infinity
  /** Until then, or the first step, nothing is done that training can do without. */
  private readonly idle: ReturnType<typeof setTimeout>
  private readonly clock = new TrainingClock()
  private readonly drainPace = new DrainPace()
  private readonly livedPace = new LivedPace()
  private readonly ending = new AbortController()
  private readonly evaluations: Evaluations
  private readonly queries: SessionQueries
  private readonly studies: Studies
  private readonly paths: WeightPaths

  constructor(private readonly setup: SessionSetup) {
    this.trainers = new Trainers(setup, () => this.drain())
    this.step = setup.start?.step ?? 0
    this.mustCompile = setup.compiles ?? false
    this.evaluations = new Evaluations(setup, this.ending.signal)
    this.queries = new SessionQueries(setup, this.ending.signal)
    this.paths = new WeightPaths(setup.pathCopies ?? 0)
    this.studies = new Studies(setup.loadStudies, this.paths, setup.emit, this.ending.signal)
    this.setPace(null)
    if (setup.start) this.clock.restore(setup.start.seconds)
    this.idle = setTimeout(() => setup.late?.begin(), IDLE_MS)
    setup.late?.onTests(() => this.wake())
  }

  /** Steps given to the runs since this session began. */
  get issuedSteps(): number {
    return this.step - (this.setup.start?.step ?? 0)
  }

  /**
   * Steps should follow one another now. Not so while the first one is compiled, and whenever the
   * clock of training stands: paused, evaluating, waiting for its pace.
   */
  get isTraining(): boolean {
    return this.clock.isRunning && !this.hasSaidCompiling
  }

  /** Pieces of other work done: evaluations, answers, pictures, snapshots. */
  get asides(): number {
    return this.asidesDone
  }

  /** Such a piece is being done. */
  get isAside(): boolean {
    return this.asidesUnderWay > 0
  }

  /** Trains until paused, or for `steps` steps. Without effect while training. */
  train(steps?: number): void {
    this.target = steps === undefined ? null : this.step + steps
    clearTimeout(this.idle)
    this.pauseAsked = false
    this.trainAsked = true
    this.wake()
  }

  /** Stops at the end of the step under way. */
  pause(): void {
    this.pauseAsked = true
  }

  /** From the next step on at most so many steps a second; null = as fast as it goes. */
  setPace(stepsPerSecond: number | null): void {
    this.stepsPerSecond = stepsPerSecond
    // Steps at a pace are there to be watched, one by one.
    this.drainPace.everyMs =
      this.setup.onCores && stepsPerSecond === null ? DRAIN_ON_CORES_EVERY_MS : DRAIN_EVERY_MS
  }

  /** From the next step on the runs are spread over so many workers; 1 = this one. */
  setWorkers(count: number): void {
    this.setup.helpers?.want(count)
  }

  /** The edit acts at the first step not yet issued, on every backend. */
  edit(run: RunId, key: string, value: OptionValue, scheduled = false): void {
    const trainingRun = this.active.find((candidate) => candidate.id === run)
    if (!trainingRun) return
    const previous = trainingRun.edit(key, value, this.step === 0)
    // Numbers are written to the device; everything else makes another step.
    if (typeof value === 'string' || typeof value === 'boolean')
      this.mustCompile = this.setup.compiles ?? false
    this.setup.emit({ type: 'edited', step: this.step, run, key, value, previous, scheduled })
  }

  /** Looks at the step to come of a run, between two steps; the last one asked for counts. */
  lossAlongGradient(run: RunId, stepSizes: readonly number[]): void {
    this.queries.lossAlongGradient(run, stepSizes)
    this.wake()
  }

  /** Shows data and predictions between two steps; the last question of a kind counts. */
  query(query: Query): void {
    this.queries.add(query)
    if (query.kind === 'test') this.setup.late?.fetchTests()
    this.wake()
  }

  /** Looks at every test example from now on, at once and with each evaluation; or no longer. */
  inspect(on: boolean): void {
    this.evaluations.inspect(on)
    this.wake()
  }

  /** Instruments that measure from the next step on. */
  useInstruments(on: readonly InstrumentId[]): void {
    this.trainers.useInstruments(on)
    this.queries.measureCurvature(on.includes('curvature'))
    this.evaluations.measureFit(on.includes('interpolation'))
    this.paths.use(on.includes('landscape'))
    this.wake()
  }

  /** Begins a picture of what the runs make of the plane; it is done between steps. */
  requestRegions(): void {
    this.queries.requestRegions()
    this.wake()
  }

  /** Shows the weights of the first layer between two steps. */
  requestFirstLayer(): void {
    this.queries.requestFirstLayer()
    this.wake()
  }

  /** Begins a long look at a run as it is; it is done in pieces, between steps. */
  study(request: StudyRequest): void {
    this.studies.ask(request)
    this.wake()
  }

  stopStudy(study: StudyId): void {
    this.studies.stop(study)
  }

  /** A snapshot as soon as the step under way is done. */
  requestSnapshot(): void {
    this.snapshotAsked = true
    this.wake()
  }

  /** The run leaves; the others go on. */
  remove(run: RunId): void {
    this.trainers.remove(run)
    this.evaluations.remove(run)
  }

  /** Ends the session; resolves when its memory has been given back. */
  async dispose(): Promise<void> {
    this.ending.abort()
    clearTimeout(this.idle)
    await this.looping
    this.evaluations.drop()
    this.queries.drop()
    this.studies.drop()
    this.paths.drop()
    this.trainers.dispose()
  }

  private get active() {
    return this.trainers.active
  }

  private get hasEnded(): boolean {
    return this.ending.signal.aborted
  }

  /** Something waits that the loop has to do. */
  private get isAsked(): boolean {
    return (
      this.trainAsked ||
      this.snapshotAsked ||
      this.evaluations.isInspectionAsked ||
      this.queries.isAsked ||
      this.studies.isAsked
    )
  }

  private wake(): void {
    if (this.isAsked && !this.hasEnded) this.looping ??= this.loop()
  }

  private async loop(): Promise<void> {
    try {
      while (this.isAsked && !this.hasEnded) {
        if (this.trainAsked) {
          this.trainAsked = false
          if (!this.mustCompile) this.setup.emit({ type: 'training' })
          const reason = await this.trainUntilStopped()
          if (reason === 'limit' || reason === 'all-diverged') {
            await this.finishEvaluations()
            await this.setup.late?.hashed()
          }
          if (!this.hasEnded) this.setup.emit({ type: 'paused', step: this.step, reason })
        }
        await this.answerQueries()
        if (this.snapshotAsked) await this.takeSnapshot()
        await this.drawWhilePaused()
        await this.evaluateWhilePaused()
        await this.studyWhilePaused()
      }
    } catch (error) {
      if (!this.hasEnded) this.setup.emit({ type: 'failed', ...describeFailure(error) })
    } finally {
      this.clock.stop()
      this.looping = null
    }
  }

  private async trainUntilStopped(): Promise<PauseReason> {
    this.lastYield = performance.now()
    this.drainPace.start()
    this.livedPace.start()
    for (;;) {
      if (this.stepsPerSecond !== null && !this.stopReason()) await this.waitForNextStep()
      if (!this.mustCompile && !this.stopReason())
        await this.trainers.change(this.step, this.clock.seconds, this.paths.isOn)
      const reason = this.stopReason()
      if (reason) {
        await this.trainers.settle()
        await this.drain()
        this.clock.stop()
        if (reason === 'limit') {
          await this.trainers.bring()
          this.evaluations.queueLast(this.step, this.active)
        }
        return this.active.length === 0 ? 'all-diverged' : reason
      }
      this.clock.start()
      const before = performance.now()
      if (this.trainers.isTeam) await this.trainWindow()
      else this.issueStep()
      const spent = performance.now() - before
      if (this.drainPace.isDue || this.active.some((trainingRun) => trainingRun.isChecking))
        await this.drain()
      if (this.step % this.setup.evaluateEvery === 0) await this.startEvaluations()
      else if (!this.trainers.isTeam) await this.evaluateFor(spent)
      if (this.isSnapshotDue()) await this.takeSnapshot()
      await this.drawRegions()
      await this.studyFor(spent)
      await this.yieldIfDue()
      this.queries.askFor(this.step)
      await this.answerQueries(() => this.pauseAsked)
    }
  }

  private stopReason(): PauseReason | null {
    if (this.hasEnded || this.pauseAsked) return 'asked'
    if (this.active.length === 0) return 'all-diverged'
    if (this.setup.stepLimit !== null && this.step >= this.setup.stepLimit) return 'limit'
    if (this.target !== null && this.step >= this.target) return 'steps'
    return null
  }

  /** Keeps to the pace; evaluations may use the time. Short naps, so that Pause is felt at once. */
  private async waitForNextStep(): Promise<void> {
    this.clock.stop()
    const isEarly = () =>
      this.stepsPerSecond !== null &&
      performance.now() < this.lastStepAt + 1000 / this.stepsPerSecond
    while (isEarly() && !this.stopReason()) {
      if (this.evaluations.canAdvance) await this.evaluateChunk()
      await this.answerQueries(() => this.pauseAsked)
      await this.drawRegions()
      await this.studyFor(0)
      const left = this.lastStepAt + 1000 / (this.stepsPerSecond ?? 1000) - performance.now()
      const nap = this.studies.isEmpty ? Math.min(left, YIELD_EVERY_MS) : 0
      await new Promise((wake) => setTimeout(wake, nap))
    }
    this.lastStepAt = performance.now()
  }

  private actScheduledEdits(): void {
    for (const edit of this.setup.scheduledEdits)
      if (edit.step === this.step) this.edit(edit.run, edit.key, edit.value, true)
  }

  /** Steps until something has to act between two of them. */
  private get stepsUntilStop(): number {
    const { evaluateEvery, stepLimit, scheduledEdits } = this.setup
    const { step, target, stepsPerSecond } = this
    if (stepsPerSecond !== null) return 1
    const stops = scheduledEdits.map((edit) => edit.step).filter((at) => at > step)
    stops.push(step - (step % evaluateEvery) + evaluateEvery, this.queries.nextAfter(step))
    if (stepLimit !== null) stops.push(stepLimit)
    if (target !== null) stops.push(target)
    return Math.min(...stops) - step
  }

  /** Some steps by helpers; this worker evaluates meanwhile. */
  private async trainWindow(): Promise<void> {
    this.actScheduledEdits()
    const first = this.step
    const count = this.trainers.windowOf(this.stepsUntilStop)
    // Edits that come meanwhile act afterwards.
    this.step += count
    this.drainPace.countSteps(count)
    this.livedPace.countSteps(count)
    let isDone = false
    const window = this.trainers.window(first, count, this.clock)
    // A slow pace is there to be watched: nobody works ahead.
    const isWatched = this.stepsPerSecond !== null
    const hasRoom = isWatched ? window.then(() => this.trainers.settle()) : window
    const trained = hasRoom.finally(() => (isDone = true))
    // It is awaited below; an evaluation that fails first must not leave it unheard.
    trained.catch(() => undefined)
    while (!isDone && this.evaluations.canAdvance && !this.hasEnded) {
      await this.evaluateChunk()
      await yieldToMessages()
    }
    await trained
  }

  private issueStep(): void {
    this.actScheduledEdits()
    if (this.mustCompile && !this.hasSaidCompiling) {
      this.hasSaidCompiling = true
      this.setup.emit({ type: 'training', compiling: true })
    }
    this.paths.note(this.step, this.active)
    this.trainers.step(this.step, this.clock.seconds)
    this.step++
    this.drainPace.countSteps(1)
    this.livedPace.countSteps(1)
  }

  /** Reads the metrics of all steps since the last read. */
  private async drain(): Promise<void> {
    const blocks: MetricBlock[] = []
    for (const trainingRun of this.active) {
      const block = await trainingRun.drain()
      if (block) blocks.push(block)
      const warning = trainingRun.takeWarning()
      if (!warning) continue
      const sentence = `${trainingRun.optimizer.label}: ${warning}`
      this.setup.emit({ type: 'warning', sentence })
    }
    this.drainPace.drained()
    if (this.hasEnded || blocks.length === 0) return
    if (this.hasSaidCompiling) {
      this.mustCompile = this.hasSaidCompiling = false
      this.livedPace.start()
      this.setup.emit({ type: 'training' })
    }
    const step = this.step - this.trainers.stepsUnderWay
    this.setup.emit({ type: 'metrics', step, blocks, ...this.livedPace.read() })
    this.setup.late?.begin()
    for (const trainingRun of [...this.active]) {
      const diverged = trainingRun.divergedAt
      if (!diverged) continue
      // Its evaluations of earlier steps still count, so only the run itself leaves.
      this.trainers.remove(trainingRun.id)
      this.setup.emit({ type: 'diverged', run: trainingRun.id, ...diverged })
    }
  }

  /** Queues an evaluation of every run; the one before is finished first if it still waits. */
  private async startEvaluations(): Promise<void> {
    await this.trainers.settle()
    await this.drain()
    if (!this.evaluations.mayWait) await this.finishEvaluations()
    await this.trainers.bring()
    this.evaluations.queue(this.step, this.active)
  }

  /** Evaluates in chunks for at least this long, if anything waits. */
  private async evaluateFor(milliseconds: number): Promise<void> {
    if (!this.evaluations.canAdvance) return
    const until = performance.now() + milliseconds
    await this.aside(async () => {
      do await this.evaluateChunk()
      while (this.evaluations.canAdvance && !this.pauseAsked && performance.now() < until)
    })
  }

  /** Finishes what waits, unless a pause is asked for meanwhile. */
  private async finishEvaluations(): Promise<void> {
    if (this.evaluations.isEmpty) return
    const wasPaused = this.pauseAsked
    await this.aside(async () => {
      while (!this.evaluations.isEmpty && !this.hasEnded && this.pauseAsked === wasPaused) {
        await this.evaluateChunkWhenHere()
        await this.yieldIfDue()
      }
    })
  }

  private async evaluateWhilePaused(): Promise<void> {
    while (!this.evaluations.isEmpty && !this.hasEnded && !this.isAsked) {
      await this.evaluateChunkWhenHere()
      await yieldToMessages()
    }
  }

  /** Waits a little where the test examples are not here: whoever calls looks at commands between. */
  private async evaluateChunkWhenHere(): Promise<void> {
    if (this.evaluations.canAdvance) await this.evaluateChunk()
    else await this.evaluations.testsHere(YIELD_EVERY_MS)
  }

  /**
   * Answers what was asked for, if anything.
   * @param isAskedElse training goes on, and something else is asked of it
   */
  private async answerQueries(isAskedElse = () => false): Promise<void> {
    if (this.queries.hasQueries || this.evaluations.isInspectionAsked) await this.trainers.bring()
    this.evaluations.queueInspection(this.step, this.active)
    // Some answers take seconds: commands are heard meanwhile, and that they go on can be seen.
    const isHurried = async () => {
      this.asidesDone++
      await this.yieldIfDue()
      return isAskedElse()
    }
    if (this.queries.hasQueries && !this.hasEnded)
      await this.aside(() =>
        this.piece(() => this.queries.answer(this.step, this.active, isHurried)),
      )
  }

  /** One piece of the picture that was asked for, if any. */
  private async drawRegions(): Promise<void> {
    if (this.queries.isAsked) await this.trainers.bring()
    this.queries.startDrawing(this.step, this.active)
    if (this.queries.isDrawing) await this.aside(() => this.piece(() => this.queries.draw()))
  }

  private async drawWhilePaused(): Promise<void> {
    if (this.queries.isAsked) await this.trainers.bring()
    this.queries.startDrawing(this.step, this.active)
    while (this.queries.isDrawing && !this.hasEnded && !this.isAsked) {
      await this.drawRegions()
      await yieldToMessages()
    }
  }

  /** Goes on with long looks for at least this long, if there are any: half of the time at most. */
  private async studyFor(milliseconds: number): Promise<void> {
    await this.beginStudies()
    if (this.studies.isEmpty) return
    const until = performance.now() + milliseconds
    await this.aside(async () => {
      do await this.piece(() => this.studies.advance())
      while (!this.studies.isEmpty && !this.pauseAsked && performance.now() < until)
    })
  }

  /** With the runs themselves, which are then trained here until helpers are wanted again. */
  private async beginStudies(): Promise<void> {
    if (!this.studies.isAsked) return
    // Some look at test examples; without these they say that they cannot be.
    await this.setup.late?.testsHere().catch(() => undefined)
    await this.studies.begin(this.step, await this.trainers.bringHome(this.step))
  }

  private async studyWhilePaused(): Promise<void> {
    await this.beginStudies()
    while (!this.studies.isEmpty && !this.hasEnded && !this.isAsked) {
      await this.piece(() => this.studies.advance())
      await this.yieldIfDue()
    }
  }

  /** Does something that is not training: its time counts neither as such nor in the pace. */
  private async aside(work: () => Promise<void>): Promise<void> {
    const wasRunning = this.clock.isRunning
    const before = performance.now()
    this.clock.stop()
    await work()
    const spent = performance.now() - before
    this.drainPace.exclude(spent)
    this.livedPace.countOtherWork(spent)
    if (wasRunning) this.clock.start()
  }

  private evaluateChunk(): Promise<void> {
    return this.piece(() => this.evaluations.advance())
  }

  /** Something that has to come to an end: a device that does not answer is noticed. */
  private async piece<T>(work: () => Promise<T>): Promise<T> {
    this.asidesUnderWay++
    try {
      return await work()
    } finally {
      this.asidesUnderWay--
      this.asidesDone++
    }
  }

  private isSnapshotDue(): boolean {
    if (this.snapshotAsked) return true
    // Evaluations under way are no part of a snapshot; one without any comes soon.
    const patience = this.evaluations.isEmpty ? 1 : 2
    return performance.now() - this.lastSnapshot > patience * SNAPSHOT_EVERY_MS
  }

  private async takeSnapshot(): Promise<void> {
    this.snapshotAsked = false
    const { step } = this
    const { seconds } = this.clock
    const runs = await this.piece(() => this.trainers.snapshots())
    this.lastSnapshot = performance.now()
    if (!this.hasEnded) this.setup.emit({ type: 'snapshot', snapshot: { step, seconds, runs } })
  }

  private async yieldIfDue(): Promise<void> {
    if (performance.now() - this.lastYield < YIELD_EVERY_MS) return
    await yieldToMessages()
    this.lastYield = performance.now()
  }
}
