import * as tf from '@tensorflow/tfjs-core'
import type { RunId } from '../../spec/runId'
import type { LossAlongGradient, Query, RegionsReport } from '../../worker/protocol'
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

  /** Something waits to be answered or begun. */
  get isAsked(): boolean {
    return this.hasQueries || this.regionsAsked
  }

  get hasQueries(): boolean {
    return this.questions.size > 0 || this.gradientLineAsked !== null || this.firstLayerAsked
  }

  /** A picture of the plane is under way. */
  get isDrawing(): boolean {
    return this.setup.regions?.isEmpty === false
  }

  /** @param step the step to come */
  async answer(step: number, trainingRuns: readonly SessionRun[]): Promise<void> {
    await this.answerPredictions(step, trainingRuns)
    await this.answerLossAlongGradient(step, trainingRuns)
    await this.answerFirstLayer(step, trainingRuns)
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
    const questions = [...this.questions.values()]
    this.questions.clear()
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
