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
}

/** The exact values at the cursor as a table, for assistive technology. */
export function HoverTable({ title, at, series, x, formatValue }: HoverTableProps) {
  const { columns, rows } = tableRows(series, x, formatValue)
  return (
    <div className="visually-hidden">
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
