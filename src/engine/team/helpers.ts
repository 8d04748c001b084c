import type { BatchSource } from '../../data/batchSource'
import type { RunId } from '../../spec/runId'
import type { RunSnapshot } from '../../worker/protocol'
import type { Arithmetic } from '../backend/backend'
import { TrainingRun, type TrainingRunSetup } from '../run/trainingRun'
import type { HelperLine, HelperWorker } from './helperLine'
import type { HelperPool } from './helperPool'
import { Team } from './team'

/** When helpers are worth it. */
export interface Worthwhile {
  /** A worker alone trains for so long first: the first picture waits for nobody. */
  readonly seconds: number
  /** Shorter steps of all runs together are not worth the messages. */
  readonly msPerStep: number
}

const WORTHWHILE: Worthwhile = { seconds: 0.5, msPerStep: 2 }

/** How a worker spreads its runs. */
export interface Spread {
  readonly makeHelper: () => HelperWorker
  readonly worthwhile?: Worthwhile
}

export interface HelpersSetup {
  readonly pool: HelperPool
  readonly arithmetic: Arithmetic
  readonly setups: readonly TrainingRunSetup[]
  readonly batchAt: BatchSource['batchAt']
  /** Workers that are wanted; 1 = nobody but the one of the session. */
  readonly wanted: number
  /** So many have room in memory. */
  readonly most: number
  readonly worthwhile?: Worthwhile | undefined
}

/** Decides when a session is given helpers, and starts them while it trains alone. */
export class Helpers {
  private lines: readonly HelperLine[] | null = null
  private asked = false
  private limit: number

  constructor(private readonly setup: HelpersSetup) {
    this.limit = Math.min(setup.wanted, setup.most)
  }

  /** So many from now on; a team that exists is not up to date any more. */
  want(count: number): void {
    const limit = Math.min(count, this.setup.most)
    if (limit === this.limit) return
    this.limit = limit
    this.lines = null
    this.asked = false
  }

  /** Whether the team was made of the helpers that there should be. */
  made(team: Team): boolean {
    return this.lines !== null && team.isOf(this.lines)
  }

  /**
   * Starts them where they are worth it: one for a single run, which is then tested meanwhile.
   * @returns true once a team can be made
   */
  areReady(runs: number, seconds: number, msPerStep: number): boolean {
    const { worthwhile = WORTHWHILE } = this.setup
    if (this.lines) return !this.lines.some(({ isLost }) => isLost)
    const size = Math.min(runs, this.limit)
    if (this.asked || this.limit < 2 || msPerStep < worthwhile.msPerStep) return false
    const { pool, arithmetic } = this.setup
    if (seconds < worthwhile.seconds && !pool.isWarm(size, arithmetic)) return false
    this.asked = true
    void this.start(size, this.limit)
    return false
  }

  /** @param step that the runs stand at */
  team(snapshots: readonly RunSnapshot[], step: number): Team {
    const entrusted = snapshots.map((snapshot) => {
      const { initialWeights: _, ...setup } = this.setupOf(snapshot.run)
      return { setup, snapshot }
    })
    return new Team(this.lines!, entrusted, step, this.setup.batchAt)
  }

  /** The team ends; its runs are trained here again. */
  disband(team: Team, snapshots: readonly RunSnapshot[], step: number): TrainingRun[] {
    team.end()
    this.setup.pool.keep(this.limit < 2 ? 0 : this.limit)
    return snapshots.map(
      (snapshot) => new TrainingRun(this.setupOf(snapshot.run), { step, snapshot }),
    )
  }

  private setupOf(run: RunId): TrainingRunSetup {
    return this.setup.setups.find(({ id }) => id === run)!
  }

  /** One that does not start is no reason to stop: this worker goes on alone. */
  private async start(size: number, limit: number): Promise<void> {
    try {
      const lines = await this.setup.pool.start(size, this.setup.arithmetic)
      if (limit === this.limit) this.lines = lines
    } catch (error) {
      console.error(error)
    }
  }
}
