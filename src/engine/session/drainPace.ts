/** Metrics are read this often; several reads a second look live, more would cost steps. */
export const DRAIN_EVERY_MS = 100
/**
 * Where the page draws on the cores that train: as often as charts are drawn there. Each read is a frame
 * of the page, of some 8 ms of processor time on all its threads even if only the number of steps has
 * changed (bench/README.md, the page against its engine).
 */
export const DRAIN_ON_CORES_EVERY_MS = 250
/** Most steps between two reads, whatever the clock says: bounds what the device holds. */
const DRAIN_EVERY_STEPS = 256

/**
 * Says when the metrics of the steps since the last read are due. Where the device works behind
 * the thread that issues steps, waiting for a read is what keeps the two together, so the number
 * of steps between reads follows the measured pace.
 */
export class DrainPace {
  private steps = 0
  private stepsPerDrain = 1
  private lastDrain: number
  everyMs = DRAIN_EVERY_MS

  constructor(private readonly now: () => number = () => performance.now()) {
    this.lastDrain = now()
  }

  get isDue(): boolean {
    return (
      this.steps >= Math.min(this.stepsPerDrain, DRAIN_EVERY_STEPS) ||
      this.now() - this.lastDrain > this.everyMs
    )
  }

  /** Training begins or goes on: the pause before counts for nothing. */
  start(): void {
    this.lastDrain = this.now()
  }

  countSteps(count: number): void {
    this.steps += count
  }

  /** Time that went into something else than training. */
  exclude(milliseconds: number): void {
    this.lastDrain += milliseconds
  }

  /** The metrics have been read. */
  drained(): void {
    const now = this.now()
    const elapsed = Math.max(now - this.lastDrain, 0.1)
    const { steps } = this
    this.lastDrain = now
    this.steps = 0
    if (steps > 0) this.stepsPerDrain = Math.max(1, Math.round((this.everyMs * steps) / elapsed))
  }
}
