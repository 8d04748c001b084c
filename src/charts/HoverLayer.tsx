import { valueAt } from './lookup'
import { toPixelX, toPixelY, type PlotArea } from './scale'
import type { ChartSeries, Domain, YScale } from './types'

export interface HoverLayerProps {
  readonly area: PlotArea
  readonly xDomain: Domain
  readonly yDomain: Domain
  readonly yScale: YScale
  readonly series: readonly ChartSeries[]
  readonly x: number
  /** Words at the line; none where a table says it. */
  readonly label: string
  /** It stays when the cursor goes. */
  readonly isPinned?: boolean
}

/** The line under the cursor, with a dot on every series. */
export function HoverLayer(props: HoverLayerProps) {
  const { area, xDomain, yDomain, yScale, series, x } = props
  if (x < xDomain[0] || x > xDomain[1]) return null
  const px = toPixelX(x, xDomain, area)
  const flip = px > area.left + area.width - 70
  return (
    <svg
      className={`chart__layer chart__hover ${props.isPinned ? 'chart__hover--pinned' : ''}`}
      aria-hidden="true"
    >
      <line x1={px} x2={px} y1={area.top} y2={area.top + area.height} />
      {props.label && (
        <text
          x={flip ? px - 5 : px + 5}
          y={area.top + area.height - 6}
          textAnchor={flip ? 'end' : 'start'}
        >
          {props.label}
        </text>
      )}
      {series.map((one) => {
        const y = valueAt(one, x)
        if (y === null || !Number.isFinite(y)) return null
        if (one.isFitted === false && y < yDomain[0]) return null
        const py = toPixelY(y, yDomain, yScale, area)
        if (py < area.top - 1 || py > area.top + area.height + 1) return null
        return <circle key={one.id} cx={px} cy={py} r={3.5} fill={one.color} />
      })}
    </svg>
  )
}
