import { memo } from 'react'
import { shadesOf } from './layout'
import type { PlotArea } from './scale'
import type { Domain, ShadedRange } from './types'

export interface UnderlayProps {
  readonly area: PlotArea
  readonly domain: Domain
  readonly ranges: readonly ShadedRange[]
}

/** What lies behind the lines: shaded stretches. */
export const Underlay = memo(function Underlay({ area, domain, ranges }: UnderlayProps) {
  return (
    <g className="chart__shades">
      {shadesOf(ranges, domain, area).map(({ color, opacity, d }) => (
        <path
          key={`${color} ${opacity}`}
          className="chart__shade"
          d={d}
          fill={color}
          fillOpacity={opacity}
        />
      ))}
    </g>
  )
})
