import { memo } from 'react'
import { toPixelX, type PlotArea } from './scale'
import type { Domain, ShadedRange } from './types'

export interface UnderlayProps {
  readonly area: PlotArea
  readonly domain: Domain
  readonly ranges: readonly ShadedRange[]
}

/** Ranges of one colour and strength as one path: cheap however many there are. */
function pathsOf({ area, domain, ranges }: UnderlayProps) {
  const paths = new Map<string, { color: string; strength: number; d: string }>()
  const right = area.left + area.width
  for (const { x0, x1, color, strength } of ranges) {
    const from = Math.max(area.left, toPixelX(x0, domain, area))
    const to = Math.min(right, toPixelX(x1, domain, area))
    if (to <= from) continue
    const key = `${color} ${strength}`
    const d = `M${from.toFixed(2)} ${area.top}H${to.toFixed(2)}V${area.top + area.height}H${from.toFixed(2)}Z`
    const path = paths.get(key)
    if (path) path.d += d
    else paths.set(key, { color, strength, d })
  }
  return [...paths.entries()]
}

/** What lies behind the lines: shaded stretches. */
export const Underlay = memo(function Underlay(props: UnderlayProps) {
  return (
    <svg className="chart__layer" aria-hidden="true">
      {pathsOf(props).map(([key, { color, strength, d }]) => (
        <path key={key} className="chart__shade" d={d} fill={color} fillOpacity={0.16 * strength} />
      ))}
    </svg>
  )
})
