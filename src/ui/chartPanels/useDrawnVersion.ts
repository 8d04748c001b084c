import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { usePlayground } from '../../state/store/store'
import { type Drawn, drawingRendered, followSeries } from './drawings'

/**
 * Version of the series that is to be drawn: follows the store while it trains, and not once Pause is
 * pressed; when training stops at once, or soon where drawing is slow. Stands still while the page
 * is in the background or the plots are paused.
 */
export function useDrawnVersion(paused = false): number {
  const [version, show] = useState(() => usePlayground.getState().seriesVersion)
  const one = useRef<Drawn>({ version, show })
  useLayoutEffect(() => {
    one.current.version = version
    drawingRendered(version)
  }, [version])
  useEffect(() => (paused ? undefined : followSeries(one.current)), [paused])
  return version
}
