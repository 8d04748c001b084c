import { groupBy } from './groupBy'
import { shownValue } from './lookup'
import { SHADE_OPACITY } from './layout'
import type { ShadeName } from './picture'
import { Swatch } from './Swatch'
import type { ChartSeries } from './types'

export interface LegendProps {
  readonly series: readonly ChartSeries[]
  /** What the tints behind the lines mean. */
  readonly shades?: readonly ShadeName[]
  readonly hoverX: number | null
  readonly formatValue: (y: number | null) => string
  /** Only the first value of each label. */
  readonly compact?: boolean
  /** What all values are, in a word before them. */
  readonly note?: string | undefined
}

/** The series with their values at the cursor, or the latest ones; keeps its order and places. */
export function Legend(props: LegendProps) {
  const { series, shades = [], hoverX, formatValue, compact = false, note } = props
  const listed = series.filter((one) => one.legend !== false)
  const groups = [...groupBy(listed, (one) => one.label)]
  return (
    <ul className="legend">
      {note && <li className="legend__note">{note}</li>}
      {groups.map(([label, members]) => (
        <li key={label} className="legend__item">
          <SeriesSwatch series={members[0]!} />
          <span className="legend__label">{label}</span>
          {(compact ? members.slice(0, 1) : members).map((one) => (
            <span key={one.id} className="legend__part">
              {!compact && one.part && <span className="legend__partName">{one.part}</span>}
              <span className="legend__value">{formatValue(shownValue(one, hoverX))}</span>
            </span>
          ))}
        </li>
      ))}
      {shades.map(({ color, label }) => (
        <li key={label} className="legend__item">
          <svg className="swatch" width="18" height="12" aria-hidden="true">
            <rect
              width="18"
              height="12"
              rx="2"
              fill={color ?? 'currentColor'}
              fillOpacity={SHADE_OPACITY}
            />
          </svg>
          <span className="legend__partName">{label}</span>
        </li>
      ))}
    </ul>
  )
}

/** A line of the chart in small. */
export function SeriesSwatch({ series }: { readonly series: ChartSeries }) {
  const { color, dash, marker, markers, width, opacity } = series
  return (
    <Swatch
      {...{ color, dash, width, opacity }}
      marker={markers === 'none' ? undefined : marker}
      hollow={markers === 'each'}
    />
  )
}
