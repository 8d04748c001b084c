/**
 * Takes what has arrived in one task, in its order. Where the page is slower than its worker,
 * messages wait for it, and the page is rendered after each task: one by one, a machine six times
 * slower was seconds behind, and so was its Pause.
 */
export class Inbox {
  #waiting: (() => void)[] = []

  /** @param afterArrived calls back when all that was sent until now has been put in */
  constructor(private readonly afterArrived = messagesFirst()) {}

  put(work: () => void): void {
    if (this.#waiting.push(work) === 1) this.afterArrived(() => this.#empty())
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
