import { useEffect, useState } from 'react'
import { usePlayground } from '../../state/store/store'
import { drawEveryMs, SLOW_MS } from './drawPace'

/** When anything was drawn last; all that is on the page is drawn in the same frame. */
let lastDrawing = -Infinity
/** From then until it was on the screen and the page was free again. */
let tookMs = 0
let isTimed = false

/** What React makes of a drawing is there with the next frame; what the browser does with it follows. */
function timeDrawing(): void {
  lastDrawing = performance.now()
  if (isTimed) return
  isTimed = true
  const start = lastDrawing
  requestAnimationFrame(() =>
    setTimeout(() => {
      tookMs = performance.now() - start
      isTimed = false
    }),
  )
}

/**
 * Version of the series that is to be drawn: follows the store, while it trains as often as
 * `drawEveryMs` says and once per frame at most, and not once Pause is pressed; when training stops
 * at once, or with the next frame where drawing is slow. Stands still while the page is in the
 * background or the plots are paused.
 */
export function useDrawnVersion(paused = false): number {
  const [drawn, setDrawn] = useState(() => usePlayground.getState().seriesVersion)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let frame: number | undefined
    const forget = () => {
      clearTimeout(timer)
      if (frame !== undefined) cancelAnimationFrame(frame)
      timer = frame = undefined
    }
    const draw = () => {
      forget()
      timeDrawing()
      setDrawn(usePlayground.getState().seriesVersion)
    }
    const askForFrame = () => {
      timer = undefined
      if (!document.hidden) frame = requestAnimationFrame(draw)
    }
    const stands = () => document.hidden || paused
    const schedule = () => {
      if (stands() || frame !== undefined || timer !== undefined) return
      const state = usePlayground.getState()
      const pace = state.session.phase === 'training' ? drawEveryMs(state, tookMs) : 0
      const left = lastDrawing + pace - performance.now()
      if (left > 0) timer = setTimeout(askForFrame, left)
      else askForFrame()
    }
    // Once Pause is pressed, that it stands still comes first.
    let isPausing = false
    const unsubscribe = usePlayground.subscribe((state, previous) => {
      const isTraining = state.session.phase === 'training'
      if (!isTraining || state.wantsTraining) isPausing = false
      else if (previous.wantsTraining) isPausing = true
      if (isPausing) return forget()
      const hasStopped = !isTraining && previous.session.phase === 'training'
      if (hasStopped) forget()
      // With the words that say so, unless these would wait for it.
      if (hasStopped && tookMs <= SLOW_MS && !stands()) return draw()
      if (hasStopped || state.seriesVersion !== previous.seriesVersion) schedule()
    })
    document.addEventListener('visibilitychange', schedule)
    schedule()
    return () => {
      unsubscribe()
      document.removeEventListener('visibilitychange', schedule)
      forget()
    }
  }, [paused])
  return drawn
}
