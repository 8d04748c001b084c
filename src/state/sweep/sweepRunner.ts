/** The robustness sweep: every optimizer at every rate with every seed, one after the other. */
import { asRunId } from '../../spec/runId'
import type { BackendReport, Command, Evaluation, SessionEvent } from '../../worker/protocol'
import { finishedTrials, nextTrials, trialCount } from './trials'
import { sweepKey } from './sweepKey'
import { sideBySide, trialSteps } from './trialExperiment'
import type { SweepArchive, SweepBase, SweepPoint, Trial } from './types'
import type { SweepSettings } from './sweepSettings'

export type SweepPhase = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'failed'

export interface SweepState {
  readonly phase: SweepPhase
  readonly settings: SweepSettings | null
  readonly base: SweepBase | null
  readonly points: readonly SweepPoint[]
  /** Trials that are done. */
  readonly at: number
  /** Those in training, side by side. */
  readonly trials: readonly Trial[]
  /** Steps done there, of `steps`. */
  readonly step: number
  readonly steps: number
  readonly backend: BackendReport['name'] | null
  /** What went wrong, as a sentence. */
  readonly problem: string | null
  /** False where the browser did not keep what is done. */
  readonly isKept: boolean
  /** What trials of this sweep took on this page so far; paused ones are left out. */
  readonly taken: { readonly trials: number; readonly seconds: number }
}

export const NO_SWEEP: SweepState = {
  ...{ phase: 'idle', settings: null, base: null, points: [], problem: null, backend: null },
  ...{ at: 0, trials: [], step: 0, steps: 0, isKept: true, taken: { trials: 0, seconds: 0 } },
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
  const { base, settings, at, trials, step, steps, phase } = state
  if (phase === 'done') return 1
  if (!base || !settings) return 0
  const underWay = steps === 0 ? 0 : (trials.length * step) / steps
  return (at + underWay) / trialCount(base, settings)
}

export const isSweepBusy = ({ phase }: Pick<SweepState, 'phase'>): boolean =>
  phase === 'loading' || phase === 'training' || phase === 'paused'

/** Runs a sweep by the worker's events. */
export class SweepRunner {
  // By the id of the run: trials in their order, the optimizers of each in that of the settings.
  private training = new Map<number, Evaluation>()
  private test = new Map<number, Evaluation>()
  private diverged = new Map<number, number>()
  private bests = new Map<number, [number, number][]>()
  /** When the trials in training were begun; null where a pause came in between. */
  private begun: number | null = null
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
      ...{ base, settings, points, at, trials: [], step: 0, steps: 0 },
      ...(isSame ? {} : { taken: NO_SWEEP.taken }),
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
      ...{ base, settings, problem: null },
    })
    this.next()
  }

  pause(): void {
    const { phase } = this.setup.get()
    if (phase !== 'training' && phase !== 'loading') return
    this.begun = null
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
    if (phase !== 'done') this.setup.set({ phase: 'idle', trials: [], step: 0 })
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
        for (const evaluation of event.evaluations) this.noteTest(evaluation)
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

  private noteTest(evaluation: Evaluation): void {
    const { run, step, accuracy } = evaluation
    this.test.set(run, evaluation)
    const bests = this.bests.get(run) ?? []
    if (accuracy > (bests.at(-1)?.[1] ?? -1)) this.bests.set(run, [...bests, [step, accuracy]])
  }

  /** Takes the results of the trials in training and goes on with the next ones. */
  private finishTrial(): void {
    const { get, set, archive } = this.setup
    const { base, points, at, phase, trials, taken } = get()
    const settings = get().settings!
    const found = trials.flatMap((trial) => settings.optimizers.map((id) => ({ id, trial })))
    // Paused while the last images were looked at: the rest comes with `resume`.
    const complete = found.every((_, run) => this.diverged.has(run) || this.training.has(run))
    if (!complete) return
    const all = [...points, ...found.map(({ id, trial }, run) => this.pointOf(id, trial, run))]
    const isKept = archive.write(sweepKey(base!, settings), all)
    set({
      ...{ points: all, at: at + trials.length, trials: [], step: 0, isKept },
      ...(this.begun === null
        ? {}
        : {
            taken: {
              trials: taken.trials + trials.length,
              seconds: taken.seconds + (performance.now() - this.begun) / 1000,
            },
          }),
    })
    this.isReady = false
    if (phase === 'paused') return this.load()
    this.next()
  }

  private pointOf(optimizer: string, trial: Trial, run: number): SweepPoint {
    const { settings, steps, backend } = this.setup.get()
    const bests = settings!.target === undefined ? {} : { bests: this.bests.get(run) ?? [] }
    const where = { optimizer, ...trial, backend, ...bests }
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
    const { points, phase } = get()
    const [base, settings] = [get().base!, get().settings!]
    const trials = nextTrials(settings, finishedTrials(base, settings, points).missing)
    const [first] = trials
    if (!first) {
      set({ phase: 'done', step: 0 })
      return close()
    }
    this.isReady = false
    for (const numbers of [this.training, this.test, this.diverged, this.bests]) numbers.clear()
    this.begun = phase === 'paused' ? null : performance.now()
    set({ trials, steps: trialSteps(base, settings, first) })
    const experiment = sideBySide(base, settings, trials)
    send({
      type: 'load',
      experiment,
      runIds: experiment.runs.map((_, run) => asRunId(run)),
      baseUrl: baseUrl(),
      evaluateTraining: true,
    })
  }
}
