import { startTransition, useCallback, useEffect, useRef, useState } from 'react'

/** Longest turn: what a part waits for while it is made must not keep the others from being drawn. */
const PATIENCE_MS = 1000

/** Who has their turn now and all who wait for theirs. */
let turns: Promise<unknown> = Promise.resolve()

/**
 * False until what is waited for is there and all who waited no longer have been drawn. Parts that are
 * there from the start would else be made together, in one task: too long for a finger on a slow phone.
 * @returns whether it is one's turn, and what ends it: to be called when everything has been drawn
 */
export function useTurn(waitFor: () => Promise<unknown>): readonly [boolean, () => void] {
  const [isMine, setIsMine] = useState(false)
  const finish = useRef(() => {})
  useEffect(() => {
    let isGone = false
    const isOver = new Promise<void>((resolve) => (finish.current = resolve))
    const take = () => {
      if (isGone) return
      startTransition(() => setIsMine(true))
      setTimeout(finish.current, PATIENCE_MS)
      return isOver
    }
    const queue = () => {
      turns = turns.then(take)
    }
    waitFor().then(queue, queue)
    return () => {
      isGone = true
      finish.current()
    }
  }, [waitFor])
  return [isMine, useCallback(() => finish.current(), [])]
}
