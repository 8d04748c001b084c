/** Which versions of the page are open: every tab holds a lock with the address of a file of its own. */

const LOCK = 'alig-playground-file '

/** As long as this tab is open. Names of files have a hash, so that one stands for its version. */
export function holdFile(file: string, locks: LockManager): void {
  // Until the tab is gone: the promise is never resolved.
  locks
    .request(LOCK + file, { mode: 'shared' }, () => new Promise(() => undefined))
    .catch(() => {
      // Without it the version is forgotten after an update: late parts may be missing in this tab.
    })
}

export async function heldFiles(locks: LockManager): Promise<string[]> {
  const { held = [] } = await locks.query()
  return held.flatMap(({ name = '' }) => (name.startsWith(LOCK) ? [name.slice(LOCK.length)] : []))
}
