import type { StoreApi } from 'zustand'

/**
 * The store as components see it. What one piece of work changes in several steps reaches them once,
 * when it is done: some hundred of them ask at every change whether it is theirs, and a page that is
 * slower than its worker takes many messages at a time.
 */
export class StoreForComponents<State> {
  readonly #listeners = new Set<Parameters<StoreApi<State>['subscribe']>[0]>()
  /** The state that they know, while they wait for what has changed since. */
  #known: State | null = null
  #isHeld = false

  constructor(private readonly store: StoreApi<State>) {
    store.subscribe((_, previous) => {
      this.#known ??= previous
      if (!this.#isHeld) this.#tell()
    })
  }

  readonly getState = () => this.store.getState()
  readonly getInitialState = () => this.store.getInitialState()

  readonly subscribe: StoreApi<State>['subscribe'] = (listener) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Does the work, and tells components afterwards what it changed. */
  readonly afterwards = (work: () => void): void => {
    this.#isHeld = true
    try {
      work()
    } finally {
      this.#isHeld = false
      this.#tell()
    }
  }

  #tell(): void {
    const previous = this.#known
    this.#known = null
    if (previous === null) return
    const state = this.getState()
    for (const listener of this.#listeners) listener(state, previous)
  }
}
