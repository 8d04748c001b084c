/**
 * What ALI-G, SGD and Adam do on the spirals at rates over five decades, with and without wrong
 * labels, balls and L2: 3 arms, 300 points, MLP with two tanh layers, batches of 30, 150 epochs.
 * Writes the tables between the marks of docs/claims/spirals.md; the sentences there are by hand.
 * A quarter of an hour on WebAssembly.
 *
 *   node scripts/claims/spirals.mjs [table ...] [--seeds 5] [--epochs 150] [--backend wasm]
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadEngine } from './loadEngine.mjs'
import { TABLES } from './spiralsTables.mjs'

const FILE = 'docs/claims/spirals.md'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '5' },
    epochs: { type: 'string', default: '150' },
    backend: { type: 'string', default: 'wasm' },
  },
})
const unknown = positionals.filter((id) => !(id in TABLES))
if (unknown.length > 0)
  throw new Error(`There is no table "${unknown}": choose from ${Object.keys(TABLES).join(', ')}.`)
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
const epochs = Number(values.epochs)

const { trainSpirals } = await loadEngine(values.backend)

for (const id of positionals.length > 0 ? positionals : Object.keys(TABLES)) {
  const started = Date.now()
  const table = await measure(TABLES[id])
  write(id, table)
  console.log(`${id}: ${Math.round((Date.now() - started) / 1000)} s\n\n${table}\n`)
}

/** One table. Rows with the same points train in lock-step. */
async function measure({ width, data, noise = 0, accuracy = 'accuracy', hasNorm, ...table }) {
  const { head, columns, rows } = table
  const pointsOf = (row) => JSON.stringify({ ...data, ...row.data })
  const lines = []
  for (const options of new Set(rows.map(pointsOf))) {
    const group = rows.filter((row) => pointsOf(row) === options)
    const runs = group.flatMap((row) => row.runs)
    const bySeed = []
    for (const seed of seeds)
      bySeed.push(
        await trainSpirals({ data: JSON.parse(options), width, noise, seed, epochs, runs }),
      )
    group.forEach(({ title }, row) => {
      const cells = columns.map((_, column) => {
        const at = row * columns.length + column
        return cell(
          bySeed.map((results) => results[at]),
          accuracy,
          hasNorm,
        )
      })
      lines.push([title, ...cells])
    })
  }
  return [[head, ...columns], Array(columns.length + 1).fill('---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function mean(numbers) {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

function short(value) {
  if (value >= 1000 || value < 0.001) return value.toExponential(1).replace('e+', 'e')
  return String(Number(value.toPrecision(value < 0.01 ? 2 : 3)))
}

/** One cell out of the results of all seeds; a run that was stopped says so. */
function cell(results, accuracy, hasNorm) {
  const stopped = results.filter(({ diverged }) => diverged).length
  const share = mean(results.map((result) => result[accuracy])).toFixed(2)
  const loss = mean(results.map((result) => result.loss))
  const norm = mean(results.map((result) => result.weightNorm)).toPrecision(3)
  return (
    `${short(loss)} (${share})${hasNorm ? `, ${norm}` : ''}` +
    (stopped > 0 ? ` stopped ${stopped}/${results.length}` : '')
  )
}

/** Puts a table between its marks; the rest of the document stays. */
function write(id, table) {
  const [open, close] = [`<!-- measured:${id} -->`, '<!-- /measured -->']
  const text = readFileSync(FILE, 'utf8')
  const from = text.indexOf(open)
  if (from < 0) throw new Error(`${FILE} has no mark ${open} for this table.`)
  const to = text.indexOf(close, from)
  const day = new Date().toISOString().slice(0, 10)
  const note = `Seeds ${seeds.join(', ')}, ${values.backend}, ${epochs} epochs, ${day}`
  const body = `${open}\n\n${table}\n\n${note}\n\n`
  writeFileSync(FILE, text.slice(0, from) + body + text.slice(to))
  execFileSync('npx', ['prettier', '--write', FILE], { stdio: 'ignore' })
}
