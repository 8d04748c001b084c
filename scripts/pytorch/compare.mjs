/** What a PyTorch script printed beside the page's own numbers. */

/**
 * Of several seeds, names of hashes begin with the seed and keys of rows end with it.
 * @returns {{ hashes: Record<string, string>, rows: Map<string, number[]> }} rows by "step,run"
 */
export function readOutput(text) {
  const hashes = {}
  const rows = new Map()
  let prefix = ''
  for (const line of text.trim().split('\n')) {
    const seed = /^# seed (\d+)$/.exec(line)
    if (seed) prefix = `${seed[1]} `
    const hash = /^# (weights|order|data) ([0-9a-f]{64})/.exec(line)
    if (hash) hashes[prefix + hash[1]] = hash[2]
    const row = /^(\d+,\d+),([^,]+),([^,]+?)(,\d+)?$/.exec(line)
    if (row) rows.set(row[1] + (row[4] ?? ''), [Number(row[2]), Number(row[3])])
  }
  return { hashes, rows }
}

/** The hashes of an `Experiment (JSON)`, named as those that a script prints. */
export function readHashes({ hashes, seeds }) {
  if (!seeds) return hashes
  const named = seeds.flatMap(({ seed, hashes: found }) =>
    Object.entries(found).map(([name, hash]) => [`${seed} ${name}`, hash]),
  )
  return Object.fromEntries(named)
}

/** The same columns of a `Metrics (CSV)`. */
export function readMetrics(csv) {
  const [head, ...lines] = csv.trim().split('\n')
  const names = head.split(',')
  const [step, run, loss, size] = ['step', 'run', 'loss', 'step_size'].map((n) => names.indexOf(n))
  const keys = [step, run, ...(names.includes('seed') ? [names.indexOf('seed')] : [])]
  return new Map(
    lines.map((line) => {
      const cells = line.split(',')
      return [keys.map((i) => cells[i]).join(), [Number(cells[loss]), Number(cells[size])]]
    }),
  )
}

/** Largest relative difference of the losses and of the step sizes; NaN if rows are missing. */
export function largestDifference(page, script) {
  if (page.size === 0 || page.size !== script.size) return { loss: NaN, size: NaN }
  let [loss, size] = [0, 0]
  for (const [key, expected] of page) {
    const found = script.get(key) ?? [NaN, NaN]
    const relative = (i) =>
      found[i] === expected[i] ? 0 : Math.abs(found[i] - expected[i]) / Math.abs(expected[i])
    loss = worse(loss, relative(0))
    size = worse(size, relative(1))
  }
  return { loss, size }
}

const worse = (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.max(a, b))
