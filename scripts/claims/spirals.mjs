/**
 * What ALI-G, SGD and Adam do on the spirals at rates over five decades, with and without wrong
 * labels, balls and L2: 3 arms, 300 points, MLP with two tanh layers, batches of 30, 150 epochs.
 * Trains what docs/claims/spirals.csv lacks and writes the tables between the marks of
 * docs/claims/spirals.md; the sentences there are by hand. An hour on WebAssembly for 20 seeds.
 *
 *   node scripts/claims/spirals.mjs [table ...] [--rows 10,100] [--seeds 20] [--write]
 *
 * --write only writes the tables from what is there.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadEngine } from './loadEngine.mjs'
import { appendRecord, readRecord } from './spiralsRecord.mjs'
import { tableText } from './spiralsText.mjs'
import { TABLES } from './spiralsTables.mjs'

const FILE = 'docs/claims/spirals.md'
const EPOCHS = 150
const BACKEND = 'wasm'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((id) => !(id in TABLES))
if (unknown.length > 0)
  throw new Error(`There is no table "${unknown}": choose from ${Object.keys(TABLES).join(', ')}.`)
const ids = positionals.length > 0 ? positionals : Object.keys(TABLES)
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)

const { trainSpirals } = values.write ? {} : await loadEngine(BACKEND)
for (const id of ids) {
  if (!values.write) await measure(id)
  write(id)
}

/** One table. Rows with the same points train in lock-step, a seed at a time. */
async function measure(id) {
  const { width, data, noise = 0, columns } = TABLES[id]
  const wanted = values.rows?.split(',')
  const rows = TABLES[id].rows.filter(({ title }) => wanted?.includes(title) ?? true)
  const optionsOf = (row) => JSON.stringify({ ...data, ...row.data })
  const has = new Set(readRecord().map(({ table, row, seed }) => `${table} ${row} ${seed}`))
  for (const options of new Set(rows.map(optionsOf)))
    for (const seed of seeds) {
      const group = rows.filter(
        (row) => optionsOf(row) === options && !has.has(`${id} ${row.title} ${seed}`),
      )
      if (group.length === 0) continue
      const started = Date.now()
      const runs = group.flatMap((row) => row.runs)
      const setup = { data: JSON.parse(options), width, noise, seed, epochs: EPOCHS, runs }
      const results = await trainSpirals(setup)
      appendRecord(
        results.map((result, i) => ({
          ...{ table: id, row: group[Math.floor(i / columns.length)].title },
          ...{ column: columns[i % columns.length], seed, epochs: EPOCHS, ...result },
        })),
      )
      const seconds = Math.round((Date.now() - started) / 1000)
      console.log(`${id}, seed ${seed}: ${runs.length} runs, ${seconds} s`)
    }
}

/** Puts a table between its marks; the rest of the document stays. */
function write(id) {
  const table = tableText(
    TABLES[id],
    readRecord().filter((line) => line.table === id),
  )
  if (table === null) return
  const [open, close] = [`<!-- measured:${id} -->`, '<!-- /measured -->']
  const text = readFileSync(FILE, 'utf8')
  const from = text.indexOf(open)
  if (from < 0) throw new Error(`${FILE} has no mark ${open} for this table.`)
  const to = text.indexOf(close, from)
  const body = `${open}\n\n${table}, ${BACKEND}, ${EPOCHS} epochs\n\n`
  writeFileSync(FILE, text.slice(0, from) + body + text.slice(to))
  execFileSync('npx', ['prettier', '--write', FILE], { stdio: 'ignore' })
}
