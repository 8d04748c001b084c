/** Which experiment this tab was on, and that no other tab goes on with it at the same time. */
const KEY = 'alig-playground.experiment'

/** Lives as long as the tab: over a reload, but not into another tab. */
export function rememberTab(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // Without it a reload starts over; the experiment is still in the list.
  }
}

export function recallTab(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

const LOCK = 'alig-playground '

/** Experiments that this tab or another one has claimed. Insecure contexts know their own only. */
export async function heldByTabs(): Promise<ReadonlySet<string>> {
  const locks = navigator.locks as LockManager | undefined
  const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
  const names = held.flatMap(({ name = '' }) =>
    name.startsWith(LOCK) ? [name.slice(LOCK.length)] : [],
  )
  return new Set([...names, ...claimed])
}

const claimed = new Set<string>()

/**
 * Claims an experiment for this tab until the tab is closed.
 * @returns false where another tab has it. Insecure contexts have no locks: there it is true.
 */
export function claim(id: string): Promise<boolean> {
  // Absent in insecure contexts, whatever its type says.
  const locks = navigator.locks as LockManager | undefined
  if (claimed.has(id) || !locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    void locks
      .request(LOCK + id, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        if (!lock) return undefined
        claimed.add(id)
        // Held until the page is gone.
        return new Promise(() => undefined)
      })
      .catch(() => resolve(true))
  })
}
