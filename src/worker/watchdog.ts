import { startHeartbeat, type Heartbeat } from './heartbeat'
import type { Pong } from './protocol'

/** A worker is asked this often whether it is alive. */
const PING_EVERY_MS = 5000
/**
 * One that has not answered so many times in a row is gone: browsers kill workers for want of
 * memory without an event. Counted, not timed, so that a laptop that slept kills nothing; long
 * enough for the slowest training step.
 */
const UNANSWERED_LIMIT = 6
/**
 * One that answers so many times in a row that it trains, at the same step and with nothing else
 * to say, waits for a device that gives no answer. A step that keeps the worker's thread busy
 * cannot be taken for that: until it is done there is no answer at all.
 */
const STALLED_LIMIT = 12
/**
 * The same for evaluations and what people ask to see. Longer: a device may be given a whole
 * evaluation at once, and a slow one needs minutes for that.
 */
const STALLED_ASIDE_LIMIT = 60

/** What is wrong with a worker, to follow "The training worker", and the detail for a report. */
export type Complaint = (what: string, detail: string) => void

/** Notices a worker that has died, forgot what it was given, or gets nowhere. */
export class Watchdog {
  private heartbeat: Heartbeat | undefined
  private stalled = 0
  private done: number | null = null

  /** @param complain called once; then the watch is over until the next `start` */
  constructor(
    private readonly ping: () => void,
    private readonly complain: Complaint,
  ) {}

  /** Watches a new worker. */
  start(): void {
    this.stop()
    this.progress()
    this.heartbeat = startHeartbeat({
      ping: this.ping,
      onLost: () => this.end('stopped unexpectedly', 'The worker no longer answers.'),
      everyMs: PING_EVERY_MS,
      unansweredLimit: UNANSWERED_LIMIT,
    })
  }

  stop(): void {
    this.heartbeat?.stop()
  }

  /** The worker has sent something, whatever it was. */
  heard(): void {
    this.heartbeat?.alive()
  }

  /** It has got somewhere. */
  progress(): void {
    this.stalled = 0
    this.done = null
  }

  /**
   * Whether the worker has what it was given: one that answers and trains nothing would be waited
   * for without end. A ping is read after the command that began its session, so that one wrong
   * answer is enough.
   * @param session that the worker was given
   */
  check({ holds, steps, isTraining, asides, isAside }: Pong, session: number): void {
    if (holds !== session)
      return this.end(
        'lost the experiment it was given',
        `The worker answers, but has session ${holds} instead of ${session}.`,
      )
    const done = steps + asides
    this.stalled = (isTraining || isAside) && done === this.done ? this.stalled + 1 : 0
    this.done = done
    if (this.stalled >= (isTraining ? STALLED_LIMIT : STALLED_ASIDE_LIMIT))
      this.end(
        'stopped making progress',
        `The worker answers, but its ${isTraining ? 'training' : 'evaluation or answer'} has stood ` +
          `at ${steps} steps for ${this.stalled} answers.`,
      )
  }

  private end(...complaint: Parameters<Complaint>): void {
    this.stop()
    this.complain(...complaint)
  }
}
