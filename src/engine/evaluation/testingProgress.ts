import type { Testing } from '../../worker/protocol'

/** Tests that take less are done before anybody has read of them. */
const SHORT_MS = 400
/** Between two words of the same test. */
const EVERY_MS = 250

/** Tells how far tests have come where people would otherwise wait for them in silence. */
export class TestingProgress {
  /** When tests began of which none has been missing since. */
  private since: number | null = null
  private told = -Infinity
  private hasTold = false

  /** @param tell called with null when all are done of which something was told */
  constructor(
    private readonly tell: (testing: Testing | null) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param testing the test under way; null where none is */
  note(testing: Testing | null): void {
    if (!testing) {
      this.since = null
      if (this.hasTold) this.tell(null)
      this.hasTold = false
      return
    }
    const now = this.now()
    this.since ??= now
    if (now - this.since < SHORT_MS || now - this.told < EVERY_MS) return
    this.told = now
    this.hasTold = true
    this.tell(testing)
  }
}
