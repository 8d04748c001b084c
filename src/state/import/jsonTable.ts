/** The tables of an Experiment (JSON): the types of their cells, and the cells as text. */
import { visibleText } from '../../experiment/text'
import type { Cell } from '../export/tables'

export interface JsonTable {
  readonly columns: readonly string[]
  readonly rows: readonly unknown[]
}

/** Cells that are told of; reading ends with the last of them. */
const MAX_FAULTS = 3

const isCell = (cell: unknown) =>
  typeof cell === 'number' || typeof cell === 'string' || cell === null

/** A value as it stood in the file, short. */
function asRead(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return visibleText(JSON.stringify(value) ?? 'nothing', 40)
}

/** What is wrong with a row, in words; undefined where every cell is one. */
function faultOf(row: unknown, columns: readonly string[]): string | undefined {
  if (!Array.isArray(row)) return `is ${asRead(row)} instead of a list of cells`
  const wrong = row.findIndex((cell) => !isCell(cell))
  if (wrong < 0) return undefined
  const column = visibleText(columns[wrong] ?? `number ${wrong + 1}`, 40)
  return `has ${asRead(row[wrong])} in the column ${column}, where a number belongs`
}

/**
 * The first faults of a table, as a sentence; empty where there are none.
 * @param what the table holds
 */
export function tableFaults({ columns, rows }: JsonTable, what: string): string {
  const faults: string[] = []
  for (let i = 0; i < rows.length && faults.length < MAX_FAULTS; i++) {
    const fault = faultOf(rows[i], columns)
    // The header counts as row 1, as in a CSV.
    if (fault !== undefined) faults.push(`row ${i + 2} ${fault}`)
  }
  return faults.length === 0 ? '' : `In its table of ${what}, ${faults.join('; ')}.`
}

const cellText = (cell: unknown): Cell => (cell === null ? '' : String(cell))

/** Rows as text, one at a time; of a table without faults. */
export function* textRows({ rows }: JsonTable): Generator<Cell[]> {
  for (const row of rows) yield (row as readonly unknown[]).map(cellText)
}
