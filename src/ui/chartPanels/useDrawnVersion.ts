import { useEffect, useState } from 'react'
import { usePlayground } from '../../state/store/store'

/**
 * Version of the series that is to be drawn: follows the store once per frame, at once when
 * training stops, and stands still while the page is in the background or the plots are paused.
 */
export function useDrawnVersion(paused = false): number {
  const [drawn, setDrawn] = useState(() => usePlayground.getState().seriesVersion)
  useEffect(() => {
    let frame: number | undefined
    const draw = () => {
      frame = undefined
      setDrawn(usePlayground.getState().seriesVersion)
    }
    const schedule = () => {
      if (!document.hidden && !paused) frame ??= requestAnimationFrame(draw)
    }
    const unsubscribe = usePlayground.subscribe((state, previous) => {
      if (state.seriesVersion !== previous.seriesVersion) schedule()
      if (state.session.phase !== 'training' && frame !== undefined) {
        cancelAnimationFrame(frame)
        draw()
      }
    })
    document.addEventListener('visibilitychange', schedule)
    schedule()
    return () => {
      unsubscribe()
      document.removeEventListener('visibilitychange', schedule)
      if (frame !== undefined) cancelAnimationFrame(frame)
    }
  }, [paused])
  return drawn
}
