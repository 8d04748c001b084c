import * as tf from '@tensorflow/tfjs-core'
import type { LossAlongGradient, Query } from '../../worker/protocol'
import type { TrainingRun } from '../run/trainingRun'
import type { SessionSetup } from '../session/sessionSetup'

/**
 * What people ask to see between two steps: data and predictions, the loss along a gradient, a
 * picture of the plane. Of each kind the last one asked for counts. Nothing here changes a run,
 * and where something goes wrong training goes on.
 */
export class SessionQueries {
  private readonly questions = new Map<Query['kind'], Query>()
  private gradientLineAsked: {
    readonly run: number
    readonly stepSizes: readonly number[]
  } | null = null
  private regionsAsked = false

  /** @param ended once aborted, nobody is told of anything any more */
  constructor(
    private readonly setup: SessionSetup,
    private readonly ended: AbortSignal,
  ) {}

  add(query: Query): void {
    this.questions.set(query.kind, query)
  }

  lossAlongGradient(run: number, stepSizes: readonly number[]): void {
    this.gradientLineAsked = { run, stepSizes }
  }

  requestRegions(): void {
    this.regionsAsked = this.setup.regions !== undefined
  }

  /** Something waits to be answered or begun. */
  get isAsked(): boolean {
    return this.hasQueries || this.regionsAsked
  }

  get hasQueries(): boolean {
    return this.questions.size > 0 || this.gradientLineAsked !== null
  }

  /** A picture of the plane is under way. */
  get isDrawing(): boolean {
    return this.setup.regions?.isEmpty === false
  }

  /** @param step the step to come */
  async answer(step: number, trainingRuns: readonly TrainingRun[]): Promise<void> {
    await this.answerPredictions(step, trainingRuns)
    await this.answerLossAlongGradient(step, trainingRuns)
  }

  /** Begins the picture that was asked for, if any, with the weights as they are. */
  startDrawing(step: number, trainingRuns: readonly TrainingRun[]): void {
    if (!this.regionsAsked) return
    this.regionsAsked = false
    const { regions, listener } = this.setup
    const runs = trainingRuns.map((trainingRun) => ({
      run: trainingRun.run,
      parameters: trainingRun.copyWeights(),
    }))
    if (runs.length > 0) regions?.start(step, runs)
    else listener.onRegions({ step, side: 0, runs: [], milliseconds: 0 })
  }

  /** Draws one piece of the picture that was begun. */
  async draw(): Promise<void> {
    const report = await this.setup.regions?.advance()
    if (report && !this.ended.aborted) this.setup.listener.onRegions(report)
  }

  /** Forgets the picture under way and gives its memory back. */
  drop(): void {
    this.setup.regions?.drop()
  }

  private async answerPredictions(
    step: number,
    trainingRuns: readonly TrainingRun[],
  ): Promise<void> {
    const { examples, listener } = this.setup
    const questions = [...this.questions.values()]
    this.questions.clear()
    for (const query of questions) {
      if (this.ended.aborted) return
      try {
        const predictions = await examples?.predictor.answer(query, step, trainingRuns)
        if (predictions && !this.ended.aborted) listener.onPredictions(predictions)
      } catch (error) {
        console.error(error)
        listener.onWarning('The examples could not be shown; training goes on.')
      }
    }
  }

  private async answerLossAlongGradient(
    step: number,
    trainingRuns: readonly TrainingRun[],
  ): Promise<void> {
    const asked = this.gradientLineAsked
    if (!asked || this.ended.aborted) return
    this.gradientLineAsked = null
    const trainingRun = trainingRuns.find((candidate) => candidate.run === asked.run)
    const report = trainingRun
      ? await this.computeLossAlongGradient(step, trainingRun, asked.stepSizes)
      : null
    if (!this.ended.aborted) this.setup.listener.onLossAlongGradient(asked.run, report)
  }

  private async computeLossAlongGradient(
    step: number,
    trainingRun: TrainingRun,
    stepSizes: readonly number[],
  ): Promise<LossAlongGradient | null> {
    const batch = this.setup.batchAt(step)
    try {
      return { step, ...(await this.setup.lossAlongGradient(trainingRun, batch, stepSizes)) }
    } catch (error) {
      console.error(error)
      this.setup.listener.onWarning(
        'The loss along the gradient could not be computed; training goes on.',
      )
      return null
    } finally {
      tf.dispose([batch.images, batch.labels])
    }
  }
}
