/**
 * A visit whose numbers come from a database that may take its time: what the page does until they
 * are there, and when they come late.
 */
export interface VisitSetup<Found> {
  /** Null where there is nothing to bring back. */
  readonly find: () => Promise<Found | null>
  /** Something was kept here, so that the page had better wait for it. */
  readonly isExpected: boolean
  /** Nobody has trained or changed anything. */
  readonly isUntouched: () => boolean
  /** The page has begun with something else. */
  readonly hasBegun: () => boolean
  readonly bringBack: (found: Found) => Promise<void>
  /** Asks whether it is to be brought back. */
  readonly offer: (found: Found) => void
  /** Begins at step 0. */
  readonly start: () => void
  /** Says that the page waits; the argument begins without what it waits for. */
  readonly sayWaiting: (startWithout: () => void) => void
  /** It no longer waits. */
  readonly endWaiting: () => void
  /** The database cannot be read. */
  readonly onFailure: (error: unknown) => void
}

/** So long the page says nothing. */
export const WORDS_AFTER_MS = 1000

/** So long it waits where nothing is known to have been kept. */
export const PATIENCE_MS = 2000

export async function visit<Found>(setup: VisitSetup<Found>): Promise<void> {
  let isDeclined = false
  const startWithout = () => {
    isDeclined = true
    setup.endWaiting()
    if (!setup.hasBegun()) setup.start()
  }
  const timer = setTimeout(
    () => {
      if (setup.hasBegun()) return
      if (setup.isExpected) setup.sayWaiting(startWithout)
      else setup.start()
    },
    setup.isExpected ? WORDS_AFTER_MS : PATIENCE_MS,
  )
  let found: Found | null = null
  try {
    found = await setup.find()
  } catch (error) {
    setup.onFailure(error)
  }
  clearTimeout(timer)
  setup.endWaiting()
  if (!found) {
    if (!setup.hasBegun()) setup.start()
  } else if (!setup.hasBegun() || (setup.isUntouched() && !isDeclined)) await setup.bringBack(found)
  else setup.offer(found)
}
