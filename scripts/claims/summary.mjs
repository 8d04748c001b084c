/** From an exported experiment over several seeds to the few numbers that a claim needs. Pure. */

/** Median, smallest and largest of the numbers that are finite; null where there are none. */
export function spreadOf(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, low: sorted[0], high: sorted.at(-1) }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const medianOf = (values) => spreadOf(values)?.median ?? NaN

/** One run with one seed. `rows` are its steps in order. */
function summariseSeed(rows, evaluations, { steps, stepsPerEpoch }) {
  const isWhole = rows.length === steps
  const part = (from, to) =>
    rows.slice(Math.round(from * rows.length), Math.round(to * rows.length))
  const clipped = (some) => mean(some.map((row) => row.clipped))
  const unclipped = (some) => some.map((row) => row.step_size_unclipped).filter(Number.isFinite)
  return {
    diverged: !isWhole,
    trainLoss: isWhole ? mean(rows.slice(-stepsPerEpoch).map((row) => row.loss)) : NaN,
    testAccuracy: isWhole ? (evaluations.at(-1)?.test_accuracy ?? NaN) : NaN,
    clippedFirst: clipped(part(0, 0.25)),
    clippedLast: clipped(part(0.75, 1)),
    unclippedFirst: medianOf(unclipped(part(0, 0.25))),
    unclippedLast: medianOf(unclipped(part(0.75, 1))),
    unclippedMax: Math.max(...unclipped(rows)),
    projectedLast: mean(part(0.75, 1).map((row) => row.projected)),
  }
}

const numberOf = (cell) => (cell === null ? NaN : Number(cell))

function records({ columns, rows }) {
  return rows.map((cells) =>
    Object.fromEntries(
      columns.map((column, i) => [column, column === 'optimizer' ? cells[i] : numberOf(cells[i])]),
    ),
  )
}

/** @param file an `Experiment (JSON)`; where it is repeated, its tables have a column `seed` */
export function summariseRuns(file) {
  const { labels, experiment, stepsPerEpoch } = file
  const withSeed = (table) => records(table).map((row) => ({ seed: experiment.seed, ...row }))
  const [metrics, evaluations] = [withSeed(file.metrics), withSeed(file.evaluations)]
  const seeds = [...new Set(metrics.map(({ seed }) => seed))]
  const plan = { steps: experiment.steps, stepsPerEpoch }
  return labels.map((label, run) => {
    const of = (rows, seed) => rows.filter((row) => row.run === run && row.seed === seed)
    const all = seeds.map((seed) => summariseSeed(of(metrics, seed), of(evaluations, seed), plan))
    const keys = Object.keys(all[0]).filter((key) => key !== 'diverged')
    return {
      label,
      seeds,
      diverged: all.filter(({ diverged }) => diverged).length,
      ...Object.fromEntries(keys.map((key) => [key, spreadOf(all.map((one) => one[key]))])),
    }
  })
}
