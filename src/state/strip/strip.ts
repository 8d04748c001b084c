/** The robustness strip: every optimizer at every rate, one rate after the other. */
import type { BackendReport, Evaluation, WorkerEvent } from '../../worker/protocol'
import type { ClientCommand } from '../../worker/client'
import { stripExperiment, stripKey, stripSteps, type StripBase } from './experiment'
import { stripRates, type StripSettings } from './settings'

/** What one optimizer came to at one rate. */
export interface StripPoint {
  readonly optimizer: string
  readonly rate: number
  /** Over all training examples, with the weights of the end; null where it diverged. */
  readonly trainLoss: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Step at which it was stopped, or the last one where what is left is no number. */
  readonly divergedAt: number | null
}

export type StripPhase = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'failed'

export interface StripState {
  readonly phase: StripPhase
  readonly settings: StripSettings | null
  readonly base: StripBase | null
  readonly points: readonly StripPoint[]
  /** Index of the rate in training. */
  readonly at: number
  /** Steps done at that rate, of `steps`. */
  readonly step: number
  readonly steps: number
  readonly backend: BackendReport['name'] | null
  /** What went wrong, as a sentence. */
  readonly problem: string | null
}

export const NO_STRIP: StripState = {
  ...{ phase: 'idle', settings: null, base: null, points: [], problem: null, backend: null },
  ...{ at: 0, step: 0, steps: 0 },
}

export interface StripSetup {
  readonly get: () => StripState
  readonly set: (patch: Partial<StripState>) => void
  readonly send: (command: ClientCommand) => void
  /** Ends the worker. */
  readonly close: () => void
  readonly baseUrl: () => string
}

/** Share of a strip that is done, 0 to 1. */
export function stripProgress({ settings, at, step, steps, phase }: StripState): number {
  if (phase === 'done') return 1
  if (!settings || steps === 0) return 0
  return (at + step / steps) / settings.values
}

/** Runs a strip by the worker's events. */
export class StripRunner {
  private training = new Map<number, Evaluation>()
  private test = new Map<number, Evaluation>()
  private diverged = new Map<number, number>()
  private isReady = false

  constructor(private readonly setup: StripSetup) {}

  /** Begins anew, or goes on where a strip of the same numbers has stopped. */
  start(base: StripBase, settings: StripSettings): void {
    const { get, set } = this.setup
    const before = get()
    const isSame =
      before.base !== null &&
      before.settings !== null &&
      before.phase !== 'done' &&
      stripKey(before.base, before.settings) === stripKey(base, settings)
    set({
      ...(isSame ? {} : { ...NO_STRIP, points: [] }),
      ...{ base, settings, steps: stripSteps(base, settings), problem: null },
    })
    this.next()
  }

  pause(): void {
    const { phase } = this.setup.get()
    if (phase !== 'training' && phase !== 'loading') return
    this.setup.set({ phase: 'paused' })
    this.setup.send({ type: 'pause' })
  }

  resume(): void {
    if (this.setup.get().phase !== 'paused') return
    this.setup.set({ phase: this.isReady ? 'training' : 'loading' })
    if (this.isReady) this.setup.send({ type: 'train' })
  }

  /** Ends it; what is done stays. */
  stop(): void {
    this.isReady = false
    this.setup.close()
    const { phase } = this.setup.get()
    if (phase !== 'done') this.setup.set({ phase: 'idle', step: 0 })
  }

  handle(event: WorkerEvent): void {
    const { get, set, send } = this.setup
    switch (event.type) {
      case 'ready':
        this.isReady = true
        set({ backend: event.backend.name })
        if (get().phase === 'paused') return
        set({ phase: 'training' })
        return send({ type: 'train' })
      case 'metrics':
        return set({ step: Math.min(event.step, get().steps) })
      case 'evaluation':
        return void this.test.set(event.evaluation.run, event.evaluation)
      case 'trainingEvaluation':
        return void this.training.set(event.evaluation.run, event.evaluation)
      case 'diverged':
        return void this.diverged.set(event.run, event.step)
      case 'paused':
        if (event.reason === 'limit' || event.reason === 'all-diverged') this.finishRate()
        return
      case 'failed':
        this.isReady = false
        console.error(event.detail)
        return set({ phase: 'failed', problem: event.sentence })
      default:
        return
    }
  }

  /** Takes the results of the rate in training and goes on with the next one. */
  private finishRate(): void {
    const { get, set } = this.setup
    const { settings, points, at, phase, steps } = get()
    // Paused while the last images were looked at: the rest comes with `resume`.
    const complete = settings!.optimizers.every(
      (_, run) => this.diverged.has(run) || this.training.has(run),
    )
    if (!complete) return
    const rate = stripRates(settings!)[at]!
    const found = settings!.optimizers.map((optimizer, run) =>
      this.pointOf(optimizer, run, rate, steps),
    )
    set({ points: [...points, ...found], at: at + 1, step: 0 })
    this.isReady = false
    if (phase === 'paused') return this.load()
    this.next()
  }

  private pointOf(optimizer: string, run: number, rate: number, steps: number): StripPoint {
    const [train, test] = [this.training.get(run), this.test.get(run)]
    const isGood = train && test && Number.isFinite(train.loss)
    if (this.diverged.has(run) || !isGood) {
      const none = { trainLoss: null, testLoss: null, testAccuracy: null }
      return { optimizer, rate, ...none, divergedAt: this.diverged.get(run) ?? steps }
    }
    return {
      ...{ optimizer, rate, divergedAt: null },
      trainLoss: train.loss,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
    }
  }

  private next(): void {
    const { get, set, close } = this.setup
    const { settings, at } = get()
    if (at >= settings!.values) {
      set({ phase: 'done', step: 0 })
      return close()
    }
    set({ phase: 'loading', step: 0 })
    this.load()
  }

  private load(): void {
    const { get, set, send, baseUrl, close } = this.setup
    const { settings, base, at } = get()
    const rate = stripRates(settings!)[at]
    if (rate === undefined) {
      set({ phase: 'done', step: 0 })
      return close()
    }
    this.isReady = false
    this.training.clear()
    this.test.clear()
    this.diverged.clear()
    send({
      type: 'load',
      experiment: stripExperiment(base!, settings!, rate),
      baseUrl: baseUrl(),
      evaluateTraining: true,
    })
  }
}
