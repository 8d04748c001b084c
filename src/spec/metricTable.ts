/**
 * Rows of numbers with the names of their columns: what the worker sends and the database keeps.
 * The only place that knows how the numbers lie in memory.
 */
import { METRICS, type MetricSpec } from './metrics'

/** Values are row-major. Columns that this page does not know are kept as they are. */
export interface MetricTable {
  readonly columns: readonly string[]
  readonly values: Float32Array
}

/** More columns than any page writes: a table with more is refused. */
export const MAX_COLUMNS = 100

/** A name that can be the head of a column in every kind of file. */
export const isColumnName = (name: string): boolean => /^[^\s",][^",\r\n]{0,63}$/.test(name)

const specs: readonly MetricSpec[] = METRICS

/** A metric by its key or by its column in exported tables. */
export const findMetric = (name: string): MetricSpec | undefined =>
  specs.find(({ key, column }) => key === name || column === name)

/** Puts the numbers of the column at place `column` into `target`, from place `at` on. */
export function readColumn(
  { columns, values }: MetricTable,
  column: number,
  target: Float32Array,
  at = 0,
): void {
  for (let from = column, to = at; from < values.length; from += columns.length, to++)
    target[to] = values[from]!
}

/** Numbers of one column; undefined where the table does not have it. */
export function columnOf(table: MetricTable, name: string): Float32Array | undefined {
  const column = table.columns.indexOf(name)
  if (column < 0) return undefined
  const numbers = new Float32Array(table.values.length / table.columns.length)
  readColumn(table, column, numbers)
  return numbers
}

/** Values of the rows from `from` up to `end`, copied: a message takes no more along. */
export const rowsBetween = ({ columns, values }: MetricTable, from: number, end?: number) =>
  values.slice(from * columns.length, end === undefined ? undefined : end * columns.length)

/** A table out of columns of equal length. */
export function tableOf(
  columns: readonly (readonly [name: string, numbers: ArrayLike<number>])[],
): MetricTable {
  const width = columns.length
  const values = new Float32Array(width * (columns[0]?.[1].length ?? 0))
  columns.forEach(([, numbers], column) => {
    for (let row = 0; row < numbers.length; row++) values[row * width + column] = numbers[row]!
  })
  return { columns: columns.map(([name]) => name), values }
}

/** A column that only some rows have a number of. */
export interface SparseColumn {
  readonly name: string
  /** By the place of the row. */
  readonly cells: ReadonlyMap<number, number>
}

/** The same rows with columns more, which are NaN where a row has no number. */
export function withSparseColumns(
  { columns, values }: MetricTable,
  rows: number,
  more: readonly SparseColumn[],
): MetricTable {
  const width = columns.length + more.length
  const wider = new Float32Array(rows * width).fill(NaN)
  for (let row = 0; row < rows; row++)
    wider.set(values.subarray(row * columns.length, (row + 1) * columns.length), row * width)
  more.forEach(({ cells }, i) => {
    for (const [row, value] of cells) wider[row * width + columns.length + i] = value
  })
  return { columns: [...columns, ...more.map(({ name }) => name)], values: wider }
}
