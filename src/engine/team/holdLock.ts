/**
 * Holds a lock for the rest of this worker's life: whoever asks for it is given it when the worker is gone,
 * whatever has ended it. Not every context has locks.
 * @returns resolves once the lock is held, to false where it cannot be
 */
export function holdLock(name: string, locks: LockManager | undefined): Promise<boolean> {
  return new Promise((held) => {
    if (!locks) return held(false)
    locks
      .request(name, () => {
        held(true)
        return new Promise(() => undefined)
      })
      .catch(() => held(false))
  })
}
