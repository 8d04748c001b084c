import { tableRows } from './tableRows'
import type { ChartSeries } from './types'

export interface ReadoutProps {
  /** Where it reads, in words: "step 120". */
  readonly at: string
  readonly series: readonly ChartSeries[]
  /** Null where nothing is read. */
  readonly x: number | null
  readonly formatValue: (value: number | null) => string
  /** Name of the x axis, which stands at its end. */
  readonly axis: string
  /** Takes away the mark of the place that it reads; absent where there is none. */
  readonly onUnpin?: (() => void) | undefined
}

/** A fixed line under the plot with what stands at the cursor: it is there before and after. */
export function Readout({ at, series, x, formatValue, axis, onUnpin }: ReadoutProps) {
  return (
    <div className="chart__readout">
      {x !== null && onUnpin && (
        <button type="button" className="chart__unpin" onClick={onUnpin} aria-label={`Unpin ${at}`}>
          ×
        </button>
      )}
      <p aria-hidden="true">{x !== null && <Values {...{ at, series, x, formatValue }} />}</p>
      <span aria-hidden="true">{axis}</span>
    </div>
  )
}

function Values(props: { x: number } & Pick<ReadoutProps, 'at' | 'series' | 'formatValue'>) {
  const { at, series, x, formatValue } = props
  const short = series.map(({ formatExact: _, extraColumns: __, ...one }) => one)
  const { columns, rows } = tableRows(short, x, formatValue)
  return (
    <>
      <b>{at}</b>
      {rows.map(({ id, label, main, cells }) => (
        <span key={id} className="chart__read">
          <b style={{ color: main.color }}>{label}</b>
          {cells.map(
            (text, i) =>
              text !== null && (
                <Cell key={i} {...{ text }} name={columns[i]!} isOnly={columns.length === 1} />
              ),
          )}
        </span>
      ))}
    </>
  )
}

function Cell({ text, name, isOnly }: { text: string; name: string; isOnly: boolean }) {
  return (
    <>
      {' '}
      {!isOnly && <small>{name} </small>}
      {text}
    </>
  )
}
