import { useLayoutEffect, useRef } from 'react'
import { tableRows } from './tableRows'
import { SeriesSwatch } from './Legend'
import type { ChartSeries } from './types'

export interface HoverTableProps {
  readonly title: string
  /** Where it reads, in words: "step 120". */
  readonly at: string
  readonly series: readonly ChartSeries[]
  readonly x: number | null
  readonly formatValue: (value: number | null) => string
  /**
   * Place of the cursor in pixels while it is in this chart; null keeps the table for
   * assistive technology alone.
   */
  readonly left: number | null
  /** Width of the box that it must stay in. */
  readonly width: number
}

/** The values at the cursor as a table, beside the cursor. */
export function HoverTable(props: HoverTableProps) {
  const { title, at, series, x, formatValue, left, width } = props
  const { columns, rows } = tableRows(series, x, formatValue)
  const box = useRef<HTMLDivElement>(null)
  // Its width is known only when it is there, and changes with the numbers in it.
  useLayoutEffect(() => {
    const element = box.current
    if (element && left !== null)
      element.style.left = `${placeBeside(left, element.offsetWidth, width)}px`
  })
  return (
    <div ref={box} className={left === null ? 'visually-hidden' : 'hoverTable'}>
      <table>
        <caption>
          <span className="visually-hidden">{title}, </span>
          {at}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">run</span>
            </th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {columns.length > 1 ? name : <span className="visually-hidden">{name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, main, cells }) => (
            <tr key={id}>
              <th scope="row">
                <SeriesSwatch series={main} />
                <span>{label}</span>
              </th>
              {cells.map((text, i) => (
                <td key={columns[i]}>{text ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const GAP = 12

/** Right of the cursor where it fits, else left of it, else as far left as it must. */
function placeBeside(cursor: number, own: number, room: number): number {
  if (cursor + GAP + own <= room) return cursor + GAP
  if (cursor - GAP - own >= 0) return cursor - GAP - own
  return Math.max(0, room - own)
}
