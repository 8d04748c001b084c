/** Columns that the charts draw, by the names that the exported table has. */
const COLUMNS = [
  'loss',
  'accuracy',
  'grad_norm_sq',
  'step_size_unclipped',
  'step_size',
  'effective_step',
  'weight_norm',
  'max_lr',
  'clipped',
  'seconds',
]

/** Digits that a pixel can show. */
const DIGITS = 4

/**
 * The exported table of metrics, column by column for each run.
 * @param {string} csv
 */
export function recordingOf(csv) {
  const [head, ...lines] = csv.trim().split(/\r?\n/)
  const names = head.split(',')
  const rows = lines.map((line) => line.split(','))
  const at = (name) => names.indexOf(name)
  const runs = [...new Set(rows.map((row) => row[at('run')]))].map((run) => {
    const ofRun = rows.filter((row) => row[at('run')] === run)
    const column = (name) => ofRun.map((row) => numberOf(row[at(name)]))
    return Object.fromEntries(COLUMNS.map((name) => [name, column(name)]))
  })
  return { runs }
}

/** An empty cell is no number, which JSON calls null. */
const numberOf = (cell) => (cell === '' ? null : Number(Number(cell).toPrecision(DIGITS)))
