import { SHAPES } from './markers'
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
  const open = shape === 'cross' || shape === 'plus'
  return (
    <path
      d={SHAPES[shape]}
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})`}
      fill={open ? 'none' : hollow ? 'var(--chart-surface, Canvas)' : color}
      stroke={open || hollow ? color : 'var(--chart-surface, Canvas)'}
      strokeWidth={open ? 2 : hollow ? 1.6 : 1}
    />
  )
}
