/** Which experiment this tab was on, and that no other tab goes on with it at the same time. */
const KEY = 'alig-playground.experiment'
const LINK_KEY = `${KEY}.link`

/**
 * Lives as long as the tab: over a reload, but not into another tab.
 * @param link of what was trained
 */
export function rememberTab(id: string, link: string): void {
  try {
    sessionStorage.setItem(KEY, id)
    sessionStorage.setItem(LINK_KEY, link)
    localStorage.setItem(KEY, '1')
  } catch {
    // Without it a reload starts over; the experiment is still in the list.
  }
}

/** The tab is on nothing that is kept any more. */
export function forgetTab(): void {
  try {
    sessionStorage.removeItem(KEY)
    sessionStorage.removeItem(LINK_KEY)
  } catch {
    // It was not remembered either.
  }
}

export function recallTab(): { readonly id: string; readonly link: string | null } | null {
  try {
    const id = sessionStorage.getItem(KEY)
    return id === null ? null : { id, link: sessionStorage.getItem(LINK_KEY) }
  } catch {
    return null
  }
}

/** Some tab has kept something here. Unknown of experiments that an older page has kept. */
export function hasKeptAnything(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

const LOCK = 'alig-playground '

/** Absent in insecure contexts, whatever its type says. */
const lockManager = () => navigator.locks as LockManager | undefined

/** By the experiment that this tab has claimed: gives it back. */
const claimed = new Map<string, () => void>()

/** Experiments that this tab or another one has claimed. Insecure contexts know their own only. */
export async function heldByTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } =
    (await lockManager()
      ?.query()
      .catch(() => undefined)) ?? {}
  const names = held.flatMap(({ name = '' }) =>
    name.startsWith(LOCK) ? [name.slice(LOCK.length)] : [],
  )
  return new Set([...names, ...claimed.keys()])
}

/**
 * Claims an experiment for this tab until the tab is closed or goes on with another one.
 * @param patience time for a tab that is being closed to be gone, in milliseconds
 * @returns false where another tab has it. Insecure contexts have no locks: there it is true, and
 * what the two write is told apart in the database.
 */
export function claim(id: string, patience = 0): Promise<boolean> {
  const locks = lockManager()
  if (claimed.has(id) || !locks) return Promise.resolve(true)
  const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
  return new Promise((resolve) => {
    locks
      .request(LOCK + id, options, (lock) => {
        resolve(lock !== null)
        if (!lock) return undefined
        return new Promise<void>((release) => claimed.set(id, release))
      })
      .catch((error: unknown) =>
        resolve(!(error instanceof DOMException && error.name === 'TimeoutError')),
      )
  })
}

/** Claims these, and gives back all others: another tab may go on with them. */
export function claimOnly(ids: readonly string[]): void {
  for (const [id, release] of claimed) {
    if (ids.includes(id)) continue
    claimed.delete(id)
    release()
  }
  for (const id of ids) void claim(id)
}
