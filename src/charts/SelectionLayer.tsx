import { toPixelX, type PlotArea } from './scale'
import type { Domain } from './types'

export interface SelectionLayerProps {
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly selection: Domain
}

/** The stretch that is being dragged over. */
export function SelectionLayer({ area, xDomain, selection }: SelectionLayerProps) {
  const left = toPixelX(selection[0], xDomain, area)
  return (
    <svg className="chart__layer" aria-hidden="true">
      <rect
        className="chart__selection"
        x={left}
        y={area.top}
        width={toPixelX(selection[1], xDomain, area) - left}
        height={area.height}
      />
    </svg>
  )
}
