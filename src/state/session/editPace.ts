/** Milliseconds between two changes of one value that a training session takes up. */
export const EDIT_EVERY_MS = 250

/**
 * Thins out the changes of a value that is being dragged. Every change that acts becomes an
 * `edit=` of the link, since each one decides the numbers; so the first goes through at once, then
 * the latest one four times a second, and the last one always: a drag leaves few of them.
 */
export class EditPace {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #waiting = new Map<string, () => void>()

  /** @param value which one is changed: changes of others do not wait for it */
  call(value: string, act: () => void): void {
    if (this.#timers.has(value)) {
      this.#waiting.set(value, act)
      return
    }
    this.#timers.set(
      value,
      setTimeout(() => this.#end(value), EDIT_EVERY_MS),
    )
    act()
  }

  /** What waits acts now: before anything else is asked of the session. */
  flush(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const act of waiting) act()
  }

  #end(value: string): void {
    this.#timers.delete(value)
    const act = this.#waiting.get(value)
    this.#waiting.delete(value)
    if (act) this.call(value, act)
  }
}
