/** The tables of docs/claims/spirals.md, out of the lines of its record. Pure. */
import { failuresText, median, quantile, seedsText } from './quantiles.mjs'

/** Twice what guessing gets right of three classes. Runs with fewer right, or that diverged, have failed. */
const LEARNS_FROM = 2 / 3

/** Where the middle half of the seeds is wider than this factor, a cell shows it. */
const WIDE = 2

/** @returns null where a row was never measured */
export function tableText({ head, columns, rows, accuracy = 'accuracy', hasNorm }, lines) {
  const resultsOf = (row, column) =>
    lines.filter((line) => line.row === row.title && line.column === column)
  const seedsOf = (row) =>
    seedsText(
      resultsOf(row, columns[0])
        .map(({ seed }) => seed)
        .sort((a, b) => a - b),
    )
  if (rows.some((row) => resultsOf(row, columns[0]).length === 0)) return null
  const body = rows.map((row) => [
    row.title,
    ...columns.map((column) => cell(resultsOf(row, column), accuracy, hasNorm)),
  ])
  const table = [[head, ...columns], Array(columns.length + 1).fill('---'), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
  const kinds = [...new Set(rows.map(seedsOf))]
  const rowsWith = (seeds) =>
    rows.flatMap((row) => (seedsOf(row) === seeds ? [row.title] : [])).join(', ')
  const notes = kinds.map((seeds) => (kinds.length === 1 ? seeds : `${seeds} (${rowsWith(seeds)})`))
  const [initial, ...rest] = notes.join('; ')
  return `${table}\n\n${initial.toUpperCase()}${rest.join('')}`
}

function short(value) {
  if (!Number.isFinite(value)) return 'diverged'
  if (value >= 1000 || value < 0.001) return value.toExponential(1).replace('e+', 'e')
  return String(Number(value.toPrecision(value < 0.01 ? 2 : 3)))
}

/** "0.0036 [0.0021, 0.0061] (1.00), 17.0; 3 of 20 failed" */
function cell(results, accuracy, hasNorm) {
  const hasFailed = (result) => result.diverged || result[accuracy] < LEARNS_FROM
  const losses = results.map(({ loss, diverged }) => (diverged ? NaN : loss))
  const [low, high] = [quantile(losses, 0.25), quantile(losses, 0.75)]
  const half = high > WIDE * low ? ` [${short(low)}, ${short(high)}]` : ''
  const share = median(results.map((result) => result[accuracy])).toFixed(2)
  const norm = median(results.map(({ weightNorm }) => weightNorm)).toPrecision(3)
  const failed = results.filter(hasFailed).length
  return (
    `${short(median(losses))}${half} (${share})${hasNorm ? `, ${norm}` : ''}` +
    failuresText(failed, results.length)
  )
}
