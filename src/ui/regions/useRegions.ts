import { useEffect } from 'react'
import { usePlayground } from '../../state/store/store'

/** Shortest time between two pictures while training. */
const EVERY_MS = 500
/** Most of the worker's time that pictures may take while training: one part in so many. */
const SHARE = 12

/**
 * Asks for pictures while they can be seen: as soon as training rests at a step without one, and
 * about twice a second while it goes on, less often where a picture takes long.
 */
export function useRegions(isSeen: boolean): void {
  const { requestRegions } = usePlayground((state) => state.actions)
  const isAsked = usePlayground((state) => state.session.regions.isAsked)
  const isTraining = usePlayground((state) => state.session.phase === 'training')
  const isDue = usePlayground(
    ({ session: { phase, step, regions } }) =>
      phase === 'training' || ((phase === 'ready' || phase === 'paused') && regions.step !== step),
  )
  const step = usePlayground(({ session: { regions } }) => regions.step)
  const milliseconds = usePlayground(({ session: { regions } }) => regions.milliseconds)
  useEffect(() => {
    if (!isSeen || !isDue || isAsked) return
    const wait = isTraining && step !== null ? Math.max(EVERY_MS, SHARE * milliseconds) : 0
    const timer = setTimeout(() => {
      if (!document.hidden) requestRegions()
    }, wait)
    return () => clearTimeout(timer)
  }, [isSeen, isDue, isAsked, isTraining, step, milliseconds, requestRegions])
}
