/** The robustness sweep: every optimizer at every rate with every seed, one after the other. */
import { asRunId } from '../../spec/runId'
import type { BackendReport, Command, Evaluation, SessionEvent } from '../../worker/protocol'
import { trialAt, trialCount, finishedTrials } from './trials'
import { sweepKey } from './sweepKey'
import { trialExperiment, sweepSteps } from './trialExperiment'
import type { SweepArchive, SweepBase, SweepPoint } from './types'
import type { SweepSettings } from './sweepSettings'

export type SweepPhase = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'failed'

export interface SweepState {
  readonly phase: SweepPhase
  readonly settings: SweepSettings | null
  readonly base: SweepBase | null
  readonly points: readonly SweepPoint[]
  /** Index of the trial in training: one rate with one seed. */
  readonly at: number
  /** Steps done there, of `steps`. */
  readonly step: number
  readonly steps: number
  readonly backend: BackendReport['name'] | null
  /** What went wrong, as a sentence. */
  readonly problem: string | null
  /** False where the browser did not keep what is done. */
  readonly isKept: boolean
}

export const NO_SWEEP: SweepState = {
  ...{ phase: 'idle', settings: null, base: null, points: [], problem: null, backend: null },
  ...{ at: 0, step: 0, steps: 0, isKept: true },
}

export interface SweepSetup {
  readonly get: () => SweepState
  readonly set: (patch: Partial<SweepState>) => void
  readonly send: (command: Command) => void
  /** Ends the worker. */
  readonly close: () => void
  readonly baseUrl: () => string
  /** Where finished points are kept. */
  readonly archive: SweepArchive
}

/** Share of a sweep that is done, 0 to 1. */
export function sweepProgress(state: SweepState): number {
  const { base, settings, at, step, steps, phase } = state
  if (phase === 'done') return 1
  if (!base || !settings || steps === 0) return 0
  return (at + step / steps) / trialCount(base, settings)
}

export const isSweepBusy = ({ phase }: Pick<SweepState, 'phase'>): boolean =>
  phase === 'loading' || phase === 'training' || phase === 'paused'

/** Runs a sweep by the worker's events. */
export class SweepRunner {
  // By the place of the optimizer in the settings, which is also the id of its run.
  private training = new Map<number, Evaluation>()
  private test = new Map<number, Evaluation>()
  private diverged = new Map<number, number>()
  private isReady = false

  constructor(private readonly setup: SweepSetup) {}

  /** Shows what is known of a sweep, where anything is; what is in training is left alone. */
  show(base: SweepBase, settings: SweepSettings): void {
    const { get, set, archive } = this.setup
    const before = get()
    if (isSweepBusy(before)) return
    const key = sweepKey(base, settings)
    const isSame = before.base !== null && sweepKey(before.base, before.settings!) === key
    const kept = archive.read(key)
    const inHand = isSame && before.points.length > kept.length ? before.points : kept
    const { points, at } = finishedTrials(base, settings, inHand)
    if (at === 0) return
    const isDone = at >= trialCount(base, settings)
    set({
      ...{ base, settings, points, at, step: 0, steps: sweepSteps(base, settings) },
      ...(isSame && before.phase === 'failed' ? {} : { phase: isDone ? 'done' : 'idle' }),
    })
  }

  /** Goes on where a sweep of the same numbers has stopped, or starts over. */
  start(base: SweepBase, settings: SweepSettings): void {
    const { get, set } = this.setup
    this.show(base, settings)
    const before = get()
    const goesOn =
      before.base !== null &&
      before.at < trialCount(base, settings) &&
      sweepKey(before.base, before.settings!) === sweepKey(base, settings)
    set({
      ...(goesOn ? {} : { ...NO_SWEEP, points: [] }),
      ...{ base, settings, steps: sweepSteps(base, settings), problem: null },
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

  handle(event: SessionEvent): void {
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
      case 'evaluations':
        for (const evaluation of event.evaluations) this.test.set(evaluation.run, evaluation)
        return
      case 'trainingEvaluation':
        return void this.training.set(event.evaluation.run, event.evaluation)
      case 'diverged':
        return void this.diverged.set(event.run, event.step)
      case 'paused':
        if (event.reason === 'limit' || event.reason === 'all-diverged') this.finishTrial()
        return
      case 'failed':
        this.isReady = false
        console.error(event.detail)
        return set({ phase: 'failed', problem: event.sentence })
      default:
        return
    }
  }

  /** Takes the results of the trial in training and goes on with the next one. */
  private finishTrial(): void {
    const { get, set, archive } = this.setup
    const { base, points, at, phase } = get()
    const settings = get().settings!
    // Paused while the last images were looked at: the rest comes with `resume`.
    const complete = settings.optimizers.every(
      (_, run) => this.diverged.has(run) || this.training.has(run),
    )
    if (!complete) return
    const all = [...points, ...settings.optimizers.map((id, run) => this.pointOf(id, run))]
    const isKept = archive.write(sweepKey(base!, settings), all)
    set({ points: all, at: at + 1, step: 0, isKept })
    this.isReady = false
    if (phase === 'paused') return this.load()
    this.next()
  }

  private pointOf(optimizer: string, run: number): SweepPoint {
    const { base, settings, at, steps, backend } = this.setup.get()
    const where = { optimizer, ...trialAt(base!, settings!, at)!, backend }
    const [train, test] = [this.training.get(run), this.test.get(run)]
    const isGood = train && test && Number.isFinite(train.loss) && Number.isFinite(test.loss)
    if (this.diverged.has(run) || !isGood) {
      const none = { trainLoss: null, testLoss: null, testAccuracy: null }
      return { ...where, ...none, divergedAt: this.diverged.get(run) ?? steps }
    }
    return {
      ...{ ...where, divergedAt: null },
      trainLoss: train.loss,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
    }
  }

  private next(): void {
    const { get, set } = this.setup
    const { base, settings, at } = get()
    if (at < trialCount(base!, settings!)) set({ phase: 'loading', step: 0 })
    this.load()
  }

  private load(): void {
    const { get, set, send, baseUrl, close } = this.setup
    const { settings, base, at } = get()
    const trial = trialAt(base!, settings!, at)
    if (!trial) {
      set({ phase: 'done', step: 0 })
      return close()
    }
    this.isReady = false
    this.training.clear()
    this.test.clear()
    this.diverged.clear()
    send({
      type: 'load',
      experiment: trialExperiment(base!, settings!, trial),
      runIds: settings!.optimizers.map((_, run) => asRunId(run)),
      baseUrl: baseUrl(),
      evaluateTraining: true,
    })
  }
}
