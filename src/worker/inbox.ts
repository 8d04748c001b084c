/** Longest that what has arrived waits for a page that is busy, in ms. */
const LONGEST_HOLD_MS = 3000

/**
 * Takes what has arrived in one task, in its order. Where the page is slower than its worker,
 * messages wait for it, and the page is rendered after each task: one by one, a machine six times
 * slower was seconds behind, and so was its Pause.
 */
export class Inbox {
  #waiting: (() => void)[] = []
  readonly #holds = new Set<ReturnType<typeof setTimeout>>()
  #isDue = false

  /**
   * @param together does what is taken in one task
   * @param afterArrived calls back when all that was sent until now has been put in
   */
  constructor(
    private readonly together = (work: () => void) => work(),
    private readonly afterArrived = messagesFirst(),
  ) {}

  put(work: () => void): void {
    this.#waiting.push(work)
    this.#takeSoon()
  }

  /**
   * Lets what arrives wait, for three seconds at most: what is being rendered in slices would be begun
   * again with every change.
   * @returns ends it
   */
  hold(): () => void {
    const timer = setTimeout(() => end(), LONGEST_HOLD_MS)
    const end = () => {
      clearTimeout(timer)
      if (this.#holds.delete(timer)) this.#takeSoon()
    }
    this.#holds.add(timer)
    return end
  }

  /** Whether anything that has arrived has to wait. */
  get isHeld(): boolean {
    return this.#holds.size > 0
  }

  /** Ends every wait: somebody is waiting for an answer. */
  hurry(): void {
    for (const timer of this.#holds) clearTimeout(timer)
    this.#holds.clear()
    this.#takeSoon()
  }

  #takeSoon(): void {
    if (this.#isDue || this.#waiting.length === 0 || this.isHeld) return
    this.#isDue = true
    this.afterArrived(() => {
      this.#isDue = false
      if (!this.isHeld) this.together(() => this.#empty())
    })
  }

  #empty(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const work of waiting)
      try {
        work()
      } catch (error) {
        // Reported, and keeps none of the others from being taken.
        setTimeout(() => {
          throw error
        })
      }
  }
}

/** By a message to oneself, which comes after those sent before and is not slowed in a hidden page. */
function messagesFirst(): (then: () => void) => void {
  const { port1, port2 } = new MessageChannel()
  const due: (() => void)[] = []
  port1.onmessage = () => due.shift()?.()
  return (then) => {
    due.push(then)
    port2.postMessage(null)
  }
}
