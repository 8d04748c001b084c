import * as tf from '@tensorflow/tfjs-core'
import type { InstrumentId } from '../../spec/instruments'
import type { RunId } from '../../spec/runId'
import type { RunSnapshot } from '../../worker/protocol'
import { TrainingRun, type SessionRun } from '../run/trainingRun'
import type { Helpers } from '../team/helpers'
import type { Team } from '../team/team'
import type { SessionSetup } from './sessionSetup'

/** Who trains the runs of a session: its own worker, or helpers once they are there. */
export class Trainers {
  private runs: readonly SessionRun[]
  /** Trained by this worker; their memory is here. */
  private own: readonly TrainingRun[]
  private team: Team | null = null
  private instruments: readonly InstrumentId[] = []
  /** A step of all runs by this worker, smoothed. */
  private msPerStep = 0

  /** @param readAll reads all numbers of the steps so far; runs may leave */
  constructor(
    private readonly setup: SessionSetup,
    private readonly readAll: () => Promise<void>,
  ) {
    this.own = [...setup.trainingRuns]
    this.runs = this.own
  }

  /** Runs that are still training. */
  get active(): readonly SessionRun[] {
    return this.runs
  }

  /** Helpers train; this worker is free meanwhile. */
  get isTeam(): boolean {
    return this.team !== null
  }

  /** The run leaves; the others go on. */
  remove(run: RunId): void {
    this.runs = this.runs.filter(({ id }) => id !== run)
    this.team?.remove(run)
  }

  /** Instruments that measure from the next step on. */
  useInstruments(on: readonly InstrumentId[]): void {
    this.instruments = on
    for (const { instruments } of this.runs) instruments.use(on)
    this.team?.useInstruments(on)
  }

  /** Before weights are copied: those of helpers have to be here. */
  async bring(): Promise<void> {
    await this.team?.bring()
  }

  /** One step of all runs by this worker. */
  step(step: number, seconds: number): void {
    const before = performance.now()
    const batch = this.setup.batchAt(step)
    for (const run of this.runs) if (run instanceof TrainingRun) run.step(batch, step, seconds)
    tf.dispose([batch.images, batch.labels])
    this.msPerStep += (performance.now() - before - this.msPerStep) / 8
  }

  /** Steps that helpers would do before everybody waits for everybody, at most so many. */
  windowOf(most: number): number {
    return Math.min(most, this.team?.window ?? 1)
  }

  /**
   * So many steps by helpers, from `first` on.
   * @returns resolves when they can be told of more
   */
  async window(first: number, count: number, clock: { readonly seconds: number }): Promise<void> {
    await this.team?.train(first, count, clock)
  }

  /** Steps begun whose numbers are not here yet. */
  get stepsUnderWay(): number {
    return this.team?.stepsUnderWay ?? 0
  }

  /** Helpers have done all that they were told, and everybody stands at the same step. */
  async settle(): Promise<void> {
    await this.team?.settle()
  }

  /**
   * Between two steps: hands the runs to helpers where there are any and it is worth it, and takes
   * them back where others are wanted.
   * @param step the step to come
   * @param isHome every step is needed here, whatever helpers there are
   */
  async change(step: number, seconds: number, isHome: boolean): Promise<void> {
    const { helpers, emit } = this.setup
    if (isHome) return void (await this.bringHome(step))
    // Until step 0 is done an edit may still change what a run starts with.
    if (!helpers || step === 0) return
    if (this.team && !helpers.made(this.team)) await this.disband(helpers, this.team, step)
    if (this.team || !helpers.areReady(this.runs.length, seconds, this.msPerStep)) return
    const snapshots = await this.snapshots()
    if (snapshots.length === 0) return
    this.team = helpers.team(snapshots, step)
    this.team.useInstruments(this.instruments)
    this.goOnWith(this.team.runs)
    this.disposeOwn()
    emit({ type: 'spread', workers: this.team.size })
  }

  /** Of all runs that are still training, when their numbers have been read. */
  async snapshots(): Promise<RunSnapshot[]> {
    await this.settle()
    await this.readAll()
    await this.bring()
    const taken = await Promise.all(this.runs.map((run) => run.snapshot()))
    // Some may have been removed meanwhile.
    return taken.filter(({ run }) => this.runs.some(({ id }) => id === run))
  }

  dispose(): void {
    this.team?.end()
    this.disposeOwn()
  }

  /** The runs that are still training, in this worker. @param step the step to come */
  async bringHome(step: number): Promise<readonly TrainingRun[]> {
    const { helpers } = this.setup
    if (helpers && this.team) await this.disband(helpers, this.team, step)
    return this.own.filter(({ id }) => this.runs.some((run) => run.id === id))
  }

  private async disband(helpers: Helpers, team: Team, step: number): Promise<void> {
    const snapshots = await this.snapshots()
    this.own = helpers.disband(team, snapshots, step)
    this.goOnWith(this.own)
    this.team = null
    this.setup.emit({ type: 'spread', workers: 0 })
  }

  private goOnWith(runs: readonly SessionRun[]): void {
    for (const { id, instruments } of runs)
      instruments.adopt(this.runs.find((run) => run.id === id)!.instruments)
    this.runs = runs
  }

  private disposeOwn(): void {
    for (const trainingRun of this.own) trainingRun.dispose()
    this.own = []
  }
}
