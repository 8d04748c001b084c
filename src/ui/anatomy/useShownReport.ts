import { useEffect, useRef, useState } from 'react'
import type { LossAlongGradient } from '../../state/session/lossAlongGradientState'
import { usePlayground } from '../../state/store/store'

export interface ShownReport {
  readonly report: LossAlongGradient | null
  /** Its step has been taken: the ball moves, or has moved. */
  readonly isTaken: boolean
  /** Time that the ball takes, in milliseconds; 0 where nothing moves. */
  readonly moveMs: number
}

/** Longest move of the ball, and rest at its end. */
const MOVE_MS = 450
const REST_MS = 250

/**
 * The look that is shown: where steps can be followed one by one, the one whose step is being taken
 * stays until the ball has arrived.
 * @param pace steps a second; null where they are not followed
 */
export function useShownReport(latest: LossAlongGradient | null, pace: number | null): ShownReport {
  const [report, setReport] = useState(latest)
  const next = useRef(latest)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const moveMs = pace === null ? 0 : Math.min(MOVE_MS, 600 / pace)
  const restMs = pace === null ? 0 : Math.min(REST_MS, 300 / pace)
  const hasToWait = latest !== null && report !== null && latest.step !== report.step && moveMs > 0
  if (latest !== report && !hasToWait) setReport(latest)
  useEffect(() => {
    next.current = latest
    if (!hasToWait) return
    // Whatever comes meanwhile takes its turn with it.
    timer.current ??= setTimeout(() => {
      timer.current = null
      setReport(next.current)
    }, moveMs + restMs)
  }, [latest, hasToWait, moveMs, restMs])
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  // Not the step itself: what is shown stays as it is while others train on.
  const isTaken = usePlayground(({ session }) => report !== null && session.step > report.step)
  return { report, isTaken, moveMs }
}
