import { startTransition, useEffect, useState } from 'react'

/** Longest turn: what a part waits for while it is made must not keep the others from being drawn. */
const PATIENCE_MS = 1000

/** Who has their turn now and all who wait for theirs. */
let turns: Promise<unknown> = Promise.resolve()

/**
 * False until what is waited for is there and all who waited no longer have been drawn. Parts that are
 * there from the start would else be made together, in one task: too long for a finger on a slow phone.
 */
export function useTurn(waitFor: () => Promise<unknown>): boolean {
  const [isMine, setIsMine] = useState(false)
  useEffect(() => {
    if (isMine) return
    let isGone = false
    let end = () => {}
    const isOver = new Promise<void>((resolve) => (end = resolve))
    const take = () => {
      if (isGone) return
      startTransition(() => setIsMine(true))
      setTimeout(end, PATIENCE_MS)
      return isOver
    }
    const queue = () => {
      turns = turns.then(take)
    }
    waitFor().then(queue, queue)
    // Runs when it has been drawn as well as when it is gone.
    return () => {
      isGone = true
      end()
    }
  }, [isMine, waitFor])
  return isMine
}
