import * as tf from '@tensorflow/tfjs-core'
import type { ProbeReport, Question } from '../worker/protocol'
import type { Lane } from './lane'
import type { SessionSetup } from './sessionSetup'

/**
 * What people ask to see between two steps: data and predictions, the loss along a gradient, a
 * picture of the plane. Of each kind the last one asked for counts. Nothing here changes a lane,
 * and where something goes wrong training goes on.
 */
export class Errands {
  private readonly questions = new Map<Question['kind'], Question>()
  private probeAsked: { readonly run: number; readonly stepSizes: readonly number[] } | null = null
  private regionsAsked = false

  /** @param ended once aborted, nobody is told of anything any more */
  constructor(
    private readonly setup: SessionSetup,
    private readonly ended: AbortSignal,
  ) {}

  look(question: Question): void {
    this.questions.set(question.kind, question)
  }

  probe(run: number, stepSizes: readonly number[]): void {
    this.probeAsked = { run, stepSizes }
  }

  lookAtRegions(): void {
    this.regionsAsked = this.setup.regions !== undefined
  }

  /** Something waits to be answered or begun. */
  get isAsked(): boolean {
    return this.hasQuestions || this.regionsAsked
  }

  get hasQuestions(): boolean {
    return this.questions.size > 0 || this.probeAsked !== null
  }

  /** A picture of the plane is under way. */
  get isDrawing(): boolean {
    return this.setup.regions?.isEmpty === false
  }

  /** @param step the step to come */
  async answer(step: number, lanes: readonly Lane[]): Promise<void> {
    await this.answerLooks(step, lanes)
    await this.answerProbe(step, lanes)
  }

  /** Begins the picture that was asked for, if any, with the weights as they are. */
  startDrawing(step: number, lanes: readonly Lane[]): void {
    if (!this.regionsAsked) return
    this.regionsAsked = false
    const { regions, listener } = this.setup
    const runs = lanes.map((lane) => ({ run: lane.run, parameters: lane.copyWeights() }))
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

  private async answerLooks(step: number, lanes: readonly Lane[]): Promise<void> {
    const { examples, listener } = this.setup
    const questions = [...this.questions.values()]
    this.questions.clear()
    for (const question of questions) {
      if (this.ended.aborted) return
      try {
        const look = await examples?.looks.answer(question, step, lanes)
        if (look && !this.ended.aborted) listener.onLook(look)
      } catch (error) {
        console.error(error)
        listener.onWarning('The examples could not be shown; training goes on.')
      }
    }
  }

  private async answerProbe(step: number, lanes: readonly Lane[]): Promise<void> {
    const asked = this.probeAsked
    if (!asked || this.ended.aborted) return
    this.probeAsked = null
    const lane = lanes.find((candidate) => candidate.run === asked.run)
    const report = lane ? await this.lookAhead(step, lane, asked.stepSizes) : null
    if (!this.ended.aborted) this.setup.listener.onProbe(asked.run, report)
  }

  private async lookAhead(
    step: number,
    lane: Lane,
    stepSizes: readonly number[],
  ): Promise<ProbeReport | null> {
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
}
