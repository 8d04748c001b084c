/** Time over which the pace is counted: long enough to hold a test, short enough to follow an edit. */
const WINDOW_MS = 3000

export interface Pace {
  /** As somebody who watches counts them: tests and other work take their time, too. */
  readonly stepsPerSecond: number
  /** Share of the time that went into other work than steps, 0 to 1. */
  readonly otherWork: number
}

interface Sample {
  readonly at: number
  readonly steps: number
  readonly otherWorkMs: number
}

/** How fast training gets on, by the clock on the wall, over the last seconds. */
export class LivedPace {
  private samples: Sample[] = []
  private steps = 0
  private otherWorkMs = 0

  constructor(private readonly now: () => number = () => performance.now()) {
    this.start()
  }

  /** Training begins or goes on: the pause before counts for nothing. */
  start(): void {
    this.samples = [this.sample()]
  }

  countSteps(count: number): void {
    this.steps += count
  }

  /** Time that went into something else than steps, and has just ended. */
  countOtherWork(milliseconds: number): void {
    this.otherWorkMs += milliseconds
  }

  /** The pace up to now. */
  read(): Pace {
    const last = this.sample()
    // One sample from before the window stays, so that it is whole.
    while (this.samples.length > 1 && this.samples[1]!.at <= last.at - WINDOW_MS)
      this.samples.shift()
    this.samples.push(last)
    const first = this.samples[0]!
    const elapsed = Math.max(last.at - first.at, 0.1)
    return {
      stepsPerSecond: (1000 * (last.steps - first.steps)) / elapsed,
      otherWork: Math.min(1, (last.otherWorkMs - first.otherWorkMs) / elapsed),
    }
  }

  private sample(): Sample {
    return { at: this.now(), steps: this.steps, otherWorkMs: this.otherWorkMs }
  }
}
