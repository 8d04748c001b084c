import type { MarkerShape } from './types'

const SHAPES: Readonly<Record<MarkerShape, string>> = {
  circle: 'M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z',
  square: 'M-3.2 -3.2h6.4v6.4h-6.4z',
  triangle: 'M0 -4.2L4 3H-4z',
  diamond: 'M0 -4.6L4.6 0L0 4.6L-4.6 0z',
  cross: 'M-3.4 -3.4L3.4 3.4M-3.4 3.4L3.4 -3.4',
  down: 'M0 4.2L4 -3H-4z',
  hexagon: 'M-2.2 -3.6h4.4L4.2 0L2.2 3.6h-4.4L-4.2 0z',
  plus: 'M-4.2 0H4.2M0 -4.2V4.2',
}

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
