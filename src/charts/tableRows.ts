/** What the hover table says: a row per run, sorted by value, so that it reads like the lines. */
import { groupBy } from './groupBy'
import { latestPoint, valueAt } from './lookup'
import type { ChartSeries } from './types'

export interface TableRow {
  readonly id: string
  readonly label: string
  /** The series that stands for the row: the first that the legend lists. */
  readonly main: ChartSeries
  /** One text per column; null where the row has nothing there. */
  readonly cells: readonly (string | null)[]
}

export interface TableRows {
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

/** Name of a column that needs none, because the chart's title says it. */
const PLAIN = 'value'

/**
 * @param x where to read; null for the latest values
 * @param format for series without a format of their own
 */
export function tableRows(
  series: readonly ChartSeries[],
  x: number | null,
  format: (value: number | null) => string,
): TableRows {
  const columns: string[] = []
  const textOf = (one: ChartSeries, at: number) => {
    const value = valueAt(one, at)
    return value === null ? null : (one.formatExact ?? format)(value)
  }
  const column = (name: string) => {
    if (!columns.includes(name)) columns.push(name)
    return columns.indexOf(name)
  }
  const rows = [...groupBy(series, ({ row, label }) => row ?? label)].map(([id, members]) => {
    const main = members.find(({ legend }) => legend !== false) ?? members[0]!
    const cells: (string | null)[] = []
    for (const one of members) {
      const at = x ?? latestPoint(one.points)?.x
      if (one.column !== null)
        cells[column(one.column ?? one.part ?? PLAIN)] = at === undefined ? null : textOf(one, at)
      for (const { name, textAt } of one.extraColumns ?? [])
        cells[column(name)] = at === undefined ? null : textAt(at)
    }
    const at = x ?? latestPoint(main.points)?.x
    return {
      id,
      label: main.label,
      main,
      cells,
      value: at === undefined ? null : valueAt(main, at),
    }
  })
  rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity))
  return {
    columns,
    rows: rows.map(({ value: _, cells, ...row }) => ({
      ...row,
      cells: columns.map((_, i) => cells[i] ?? null),
    })),
  }
}
