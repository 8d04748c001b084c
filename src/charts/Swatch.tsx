import { Marker } from './Marker'
import type { MarkerShape } from './types'

export interface SwatchProps {
  readonly color: string
  readonly dash?: string | undefined
  readonly marker?: MarkerShape | undefined
  readonly width?: number | undefined
  readonly opacity?: number | undefined
  readonly hollow?: boolean
}

/** A short piece of a line as it looks in the charts. */
export function Swatch({ color, dash, marker, width, opacity, hollow }: SwatchProps) {
  return (
    <svg className="swatch" width="30" height="12" viewBox="0 0 30 12" aria-hidden="true">
      <line
        x1="1"
        y1="6"
        x2="29"
        y2="6"
        stroke={color}
        strokeWidth={width ?? 2}
        strokeDasharray={dash}
        opacity={opacity}
      />
      {marker && <Marker x={15} y={6} shape={marker} color={color} hollow={hollow ?? false} />}
    </svg>
  )
}
