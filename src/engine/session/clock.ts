/** Seconds of training: runs while steps are made, stands still in pauses and evaluations. */
export class TrainingClock {
  private elapsed = 0
  private startedAt: number | null = null

  constructor(private readonly now: () => number = () => performance.now()) {}

  get seconds(): number {
    const running = this.startedAt === null ? 0 : this.now() - this.startedAt
    return (this.elapsed + running) / 1000
  }

  get isRunning(): boolean {
    return this.startedAt !== null
  }

  start(): void {
    this.startedAt ??= this.now()
  }

  stop(): void {
    if (this.startedAt === null) return
    this.elapsed += this.now() - this.startedAt
    this.startedAt = null
  }

  /** Set the clock to a time that an earlier session had reached. */
  restore(seconds: number): void {
    this.elapsed = seconds * 1000
    this.startedAt = null
  }
}
