/** The robustness strip: every optimizer at every rate with every seed, one after the other. */
import type { BackendReport, Evaluation, WorkerEvent } from '../../worker/protocol'
import type { ClientCommand } from '../../worker/client'
import type { StripArchive } from './archive'
import { cellAt, cellCount, finishedCells } from './cells'
import { stripExperiment, stripKey, stripSteps, type StripBase } from './experiment'
import type { StripSettings } from './settings'

/** What one optimizer came to at one rate with one seed. */
export interface StripPoint {
  readonly optimizer: string
  readonly rate: number
  readonly seed: number
  /** Over all training examples, with the weights of the end; null where it diverged. */
  readonly trainLoss: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Step at which it was stopped, or the last one where what is left is no number. */
  readonly divergedAt: number | null
  /** What it was trained on: a strip may go on later, elsewhere. */
  readonly backend: BackendReport['name'] | null
}

export type StripPhase = 'idle' | 'loading' | 'training' | 'paused' | 'done' | 'failed'

export interface StripState {
  readonly phase: StripPhase
  readonly settings: StripSettings | null
  readonly base: StripBase | null
  readonly points: readonly StripPoint[]
  /** Index of the cell in training: one rate with one seed. */
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

export const NO_STRIP: StripState = {
  ...{ phase: 'idle', settings: null, base: null, points: [], problem: null, backend: null },
  ...{ at: 0, step: 0, steps: 0, isKept: true },
}

export interface StripSetup {
  readonly get: () => StripState
  readonly set: (patch: Partial<StripState>) => void
  readonly send: (command: ClientCommand) => void
  /** Ends the worker. */
  readonly close: () => void
  readonly baseUrl: () => string
  /** Where finished points are kept. */
  readonly archive: StripArchive
}

/** Share of a strip that is done, 0 to 1. */
export function stripProgress(state: StripState): number {
  const { base, settings, at, step, steps, phase } = state
  if (phase === 'done') return 1
  if (!base || !settings || steps === 0) return 0
  return (at + step / steps) / cellCount(base, settings)
}

export const isStripBusy = ({ phase }: Pick<StripState, 'phase'>): boolean =>
  phase === 'loading' || phase === 'training' || phase === 'paused'

/** Runs a strip by the worker's events. */
export class StripRunner {
  private training = new Map<number, Evaluation>()
  private test = new Map<number, Evaluation>()
  private diverged = new Map<number, number>()
  private isReady = false

  constructor(private readonly setup: StripSetup) {}

  /** Shows what is known of a strip, where anything is; what is in training is left alone. */
  show(base: StripBase, settings: StripSettings): void {
    const { get, set, archive } = this.setup
    const before = get()
    if (isStripBusy(before)) return
    const key = stripKey(base, settings)
    const isSame = before.base !== null && stripKey(before.base, before.settings!) === key
    const kept = archive.read(key)
    const inHand = isSame && before.points.length > kept.length ? before.points : kept
    const { points, at } = finishedCells(base, settings, inHand)
    if (at === 0) return
    const isDone = at >= cellCount(base, settings)
    set({
      ...{ base, settings, points, at, step: 0, steps: stripSteps(base, settings) },
      ...(isSame && before.phase === 'failed' ? {} : { phase: isDone ? 'done' : 'idle' }),
    })
  }

  /** Goes on where a strip of the same numbers has stopped, or begins anew. */
  start(base: StripBase, settings: StripSettings): void {
    const { get, set } = this.setup
    this.show(base, settings)
    const before = get()
    const goesOn =
      before.base !== null &&
      before.at < cellCount(base, settings) &&
      stripKey(before.base, before.settings!) === stripKey(base, settings)
    set({
      ...(goesOn ? {} : { ...NO_STRIP, points: [] }),
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
        if (event.reason === 'limit' || event.reason === 'all-diverged') this.finishCell()
        return
      case 'failed':
        this.isReady = false
        console.error(event.detail)
        return set({ phase: 'failed', problem: event.sentence })
      default:
        return
    }
  }

  /** Takes the results of the cell in training and goes on with the next one. */
  private finishCell(): void {
    const { get, set, archive } = this.setup
    const { base, points, at, phase } = get()
    const settings = get().settings!
    // Paused while the last images were looked at: the rest comes with `resume`.
    const complete = settings.optimizers.every(
      (_, run) => this.diverged.has(run) || this.training.has(run),
    )
    if (!complete) return
    const all = [...points, ...settings.optimizers.map((id, run) => this.pointOf(id, run))]
    const isKept = archive.write(stripKey(base!, settings), all)
    set({ points: all, at: at + 1, step: 0, isKept })
    this.isReady = false
    if (phase === 'paused') return this.load()
    this.next()
  }

  private pointOf(optimizer: string, run: number): StripPoint {
    const { base, settings, at, steps, backend } = this.setup.get()
    const where = { optimizer, ...cellAt(base!, settings!, at)!, backend }
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
    if (at < cellCount(base!, settings!)) set({ phase: 'loading', step: 0 })
    this.load()
  }

  private load(): void {
    const { get, set, send, baseUrl, close } = this.setup
    const { settings, base, at } = get()
    const cell = cellAt(base!, settings!, at)
    if (!cell) {
      set({ phase: 'done', step: 0 })
      return close()
    }
    this.isReady = false
    this.training.clear()
    this.test.clear()
    this.diverged.clear()
    send({
      type: 'load',
      experiment: stripExperiment(base!, settings!, cell),
      baseUrl: baseUrl(),
      evaluateTraining: true,
    })
  }
}
