import type { SessionSnapshot } from '../../worker/protocol'

/** A worker that fails again this soon after being resumed is not resumed by itself. */
const RESUME_AGAIN_AFTER_MS = 20_000

/** The last snapshot of the session, and when training was last resumed from one. */
export class Recovery {
  snapshot: SessionSnapshot | null = null
  /** Steps that the worker has done; behind the page's after a resume, until it has caught up. */
  workerStep = 0
  /** The worker trains known steps again, to stand where the page is paused. */
  isCatchingUp = false
  /** Steps that were asked for while the session is loaded. */
  stepsWhenReady = 0
  private lastResume = -Infinity
  private waiting: ((snapshot: SessionSnapshot | null) => void)[] = []

  remember(snapshot: SessionSnapshot): void {
    this.snapshot = snapshot
    this.answer(snapshot)
  }

  /** The next snapshot that comes; null where the session ends before. */
  next(): Promise<SessionSnapshot | null> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  /** To those who wait: a snapshot, or null where none comes any more. */
  answer(snapshot: SessionSnapshot | null): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve(snapshot)
  }

  forget(): void {
    this.answer(null)
    this.snapshot = null
    this.workerStep = 0
    this.isCatchingUp = false
    this.stepsWhenReady = 0
  }

  /** True unless it would only fail in a circle. Counts as a resume. */
  mayResume(now = performance.now()): boolean {
    const isAllowed = now - this.lastResume > RESUME_AGAIN_AFTER_MS
    if (isAllowed) this.lastResume = now
    return isAllowed
  }
}
