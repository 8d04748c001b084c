/**
 * Tables of the page as it is, set beside older ones: metrics that came later have columns of their
 * own, which the older table does not have.
 */
interface Table<Cell> {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The columns of an older table, by name. */
export function inColumns<Cell>(older: readonly string[], { columns, rows }: Table<Cell>) {
  const places = older.map((name) => columns.indexOf(name))
  const missing = older.filter((_, i) => places[i] === -1)
  if (missing.length > 0) throw new Error(`The page no longer writes ${missing.join(', ')}.`)
  return { columns: [...older], rows: rows.map((row) => places.map((place) => row[place]!)) }
}

/** The same for a CSV. */
export function csvInColumnsOf(older: string, text: string): string {
  const [header, ...rows] = text.trimEnd().split('\n')
  const table = {
    columns: header!.split(','),
    rows: rows.map((line) => line.split(',')),
  }
  const own = inColumns(older.slice(0, older.indexOf('\n')).split(','), table)
  return [own.columns, ...own.rows].map((cells) => `${cells.join(',')}\n`).join('')
}
