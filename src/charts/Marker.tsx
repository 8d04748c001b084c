import { markerLook, markerTransform, SURFACE } from './markers'
import type { MarkerShape } from './types'

export interface MarkerProps {
  readonly x: number
  readonly y: number
  readonly shape: MarkerShape
  readonly color: string
  readonly hollow?: boolean
  readonly scale?: number
}

/** One marker of a series, centred on a position in pixels. */
export function Marker({ x, y, shape, color, hollow = false, scale = 1 }: MarkerProps) {
  const look = markerLook(shape, color, hollow, SURFACE)
  return <path {...look} transform={markerTransform(x, y, scale)} />
}
