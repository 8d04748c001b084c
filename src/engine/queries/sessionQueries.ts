import * as tf from '@tensorflow/tfjs-core'
import { CURVATURE_EVERY } from '../../spec/instruments'
import type { RunId } from '../../spec/runId'
import type { LossAlongGradient, Query, RegionsReport } from '../../worker/protocol'
import { CurvatureMeter } from '../instruments/curvatureMeter'
import type { SessionRun } from '../run/trainingRun'
import type { SessionSetup } from '../session/sessionSetup'

/**
 * What people ask to see between two steps: data and predictions, the loss along a gradient, a
 * picture of the plane. Of each kind the last one asked for counts. Nothing here changes a run,
 * and where something goes wrong training goes on.
 */
export class SessionQueries {
  private readonly questions = new Map<Query['kind'], Query>()
  private gradientLineAsked: {
    readonly run: RunId
    readonly stepSizes: readonly number[]
  } | null = null
  private firstLayerAsked = false
  private regionsAsked = false
  private hasSentPoints = false
  private measuresCurvature = false
  private curvatureAsked = false
  private lastCurvature = -1
  private readonly curvature = new CurvatureMeter()

  /** @param ended once aborted, nobody is told of anything any more */
  constructor(
    private readonly setup: SessionSetup,
    private readonly ended: AbortSignal,
  ) {}

  add(query: Query): void {
    this.questions.set(query.kind, query)
  }

  lossAlongGradient(run: RunId, stepSizes: readonly number[]): void {
    this.gradientLineAsked = { run, stepSizes }
  }

  requestFirstLayer(): void {
    this.firstLayerAsked = this.setup.firstLayer !== undefined
  }

  requestRegions(): void {
    this.regionsAsked = this.setup.regions !== undefined
  }

  /** Whether the curvature is measured from now on; at once, if so. */
  measureCurvature(on: boolean): void {
    const measured = this.measuresCurvature
    this.measuresCurvature = on
    if (!this.measuresCurvature) this.curvature.drop()
    // Another instrument that is switched is no reason to measure this one again.
    if (measured !== this.measuresCurvature) this.curvatureAsked = this.measuresCurvature
  }

  /** Asks for what is measured every so many steps. */
  askFor(step: number): void {
    if (this.measuresCurvature && step % CURVATURE_EVERY === 0 && step !== this.lastCurvature)
      this.curvatureAsked = true
  }

  /** The next step before which something is measured; none is infinitely far. */
  nextAfter(step: number): number {
    return this.measuresCurvature ? step - (step % CURVATURE_EVERY) + CURVATURE_EVERY : Infinity
  }

  /** Something waits to be answered or begun. */
  get isAsked(): boolean {
    return this.hasQueries || this.regionsAsked
  }

  get hasQueries(): boolean {
    return (
      this.answerable.length > 0 ||
      this.gradientLineAsked !== null ||
      this.firstLayerAsked ||
      this.curvatureAsked
    )
  }

  /** Questions about test examples wait until these are here. */
  private get answerable(): Query[] {
    const { late } = this.setup
    return [...this.questions.values()].filter(
      ({ kind }) => kind !== 'test' || (late?.hasTests ?? true),
    )
  }

  /** A picture of the plane is under way. */
  get isDrawing(): boolean {
    return this.setup.regions?.isEmpty === false
  }

  /**
   * @param step the step to come
   * @param isHurried what takes long is left for later; asked often, so that others have their turn
   */
  async answer(
    step: number,
    trainingRuns: readonly SessionRun[],
    isHurried: () => Promise<boolean>,
  ): Promise<void> {
    await this.answerPredictions(step, trainingRuns)
    await this.answerLossAlongGradient(step, trainingRuns)
    await this.answerFirstLayer(step, trainingRuns)
    await this.answerCurvature(step, trainingRuns, isHurried)
  }

  /** Begins the picture that was asked for, if any, with the weights as they are. */
  startDrawing(step: number, trainingRuns: readonly SessionRun[]): void {
    if (!this.regionsAsked) return
    this.regionsAsked = false
    const { regions } = this.setup
    const runs = trainingRuns.map((trainingRun) => ({
      run: trainingRun.id,
      parameters: trainingRun.copyWeights(),
    }))
    if (runs.length > 0) regions?.start(step, runs)
    else this.emitRegions({ step, side: 0, runs: [], milliseconds: 0 })
  }

  /** Draws one piece of the picture that was begun. */
  async draw(): Promise<void> {
    const report = await this.setup.regions?.advance()
    if (report && !this.ended.aborted) this.emitRegions(report)
  }

  /** Forgets the picture under way and gives its memory back. */
  drop(): void {
    this.setup.regions?.drop()
    this.curvature.drop()
  }

  /** The points of the plane stay what they are: they go with the first report. */
  private emitRegions(report: RegionsReport): void {
    const points = this.hasSentPoints ? null : (this.setup.regions?.points ?? null)
    this.hasSentPoints = true
    this.setup.emit({ type: 'regions', report, points })
  }

  private async answerPredictions(
    step: number,
    trainingRuns: readonly SessionRun[],
  ): Promise<void> {
    const { examples, emit } = this.setup
    const questions = this.answerable
    for (const { kind } of questions) this.questions.delete(kind)
    for (const query of questions) {
      if (this.ended.aborted) return
      try {
        const predictions = await examples?.predictor.answer(query, step, trainingRuns)
        if (predictions && !this.ended.aborted) emit({ type: 'predictions', predictions })
      } catch (error) {
        console.error(error)
        const sentence = 'The examples could not be shown; training goes on.'
        emit({ type: 'warning', sentence })
      }
    }
  }

  private async answerLossAlongGradient(
    step: number,
    trainingRuns: readonly SessionRun[],
  ): Promise<void> {
    const asked = this.gradientLineAsked
    if (!asked || this.ended.aborted) return
    this.gradientLineAsked = null
    const trainingRun = trainingRuns.find((candidate) => candidate.id === asked.run)
    const report = trainingRun
      ? await this.computeLossAlongGradient(step, trainingRun, asked.stepSizes)
      : null
    if (!this.ended.aborted) this.setup.emit({ type: 'lossAlongGradient', run: asked.run, report })
  }

  private async answerFirstLayer(step: number, trainingRuns: readonly SessionRun[]): Promise<void> {
    if (!this.firstLayerAsked || this.ended.aborted) return
    this.firstLayerAsked = false
    try {
      const report = await this.setup.firstLayer?.(trainingRuns, step)
      if (report && !this.ended.aborted) this.setup.emit({ type: 'firstLayer', report })
    } catch (error) {
      console.error(error)
      const sentence = 'The weights could not be shown; training goes on.'
      this.setup.emit({ type: 'warning', sentence })
    }
  }

  private async answerCurvature(
    step: number,
    trainingRuns: readonly SessionRun[],
    isHurried: () => Promise<boolean>,
  ): Promise<void> {
    const isStopped = async () =>
      (await isHurried()) || !this.measuresCurvature || this.ended.aborted
    if (!this.curvatureAsked || (await isStopped())) return
    const batch = this.setup.batchAt(step)
    try {
      for (const trainingRun of trainingRuns) {
        const report = await this.curvature.measure(step, trainingRun, batch, isStopped)
        // What was begun is done again once there is time.
        if (await isStopped()) return
        if (!report) continue
        trainingRun.instruments.note(step, 'stable_step_size', report.stableStepSize ?? NaN)
        this.setup.emit({ type: 'curvature', run: trainingRun.id, report })
      }
    } catch (error) {
      console.error(error)
      const sentence = 'The curvature of the loss could not be measured; training goes on.'
      this.setup.emit({ type: 'warning', sentence })
    } finally {
      tf.dispose([batch.images, batch.labels])
    }
    this.curvatureAsked = false
    this.lastCurvature = step
  }

  private async computeLossAlongGradient(
    step: number,
    trainingRun: SessionRun,
    stepSizes: readonly number[],
  ): Promise<LossAlongGradient | null> {
    const batch = this.setup.batchAt(step)
    try {
      return { step, ...(await this.setup.lossAlongGradient(trainingRun, batch, stepSizes)) }
    } catch (error) {
      console.error(error)
      const sentence = 'The loss along the gradient could not be computed; training goes on.'
      this.setup.emit({ type: 'warning', sentence })
      return null
    } finally {
      tf.dispose([batch.images, batch.labels])
    }
  }
}
