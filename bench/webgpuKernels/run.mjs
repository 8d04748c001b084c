/**
 * Our WebGPU kernels beside stock tfjs, in one browser run.
 * node bench/webgpuKernels/run.mjs [--cases 0,1,2] [--engines ours,kernels,webgl,stock] [--profile] [--tiles '{}'] [--compare '[{}, {"matMulRows": 16}]']
 */
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { requireBrowser } from '../../scripts/browser.mjs'
import { flagsFor } from '../workplace/browserHost.mjs'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '0,1,2' },
    engines: { type: 'string', default: 'ours,kernels,webgl,stock' },
    rounds: { type: 'string', default: '5' },
    profile: { type: 'boolean', default: false },
    tiles: { type: 'string', default: '{}' },
    compare: { type: 'string' },
    'real-gpu': { type: 'boolean', default: false },
  },
})

const root = new URL('../..', import.meta.url).pathname
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  cacheDir: 'node_modules/.vite-bench',
  // A file saved meanwhile must not reload the page.
  server: { hmr: false, watch: null },
})
await server.listen()
const address = server.resolvedUrls?.local[0]
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  headless: true,
  args: flagsFor(values['real-gpu']),
})

try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error('page:', error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('page:', message.text())
  })
  await page.goto(`${address}bench/webgpuKernels/`)
  await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 60_000 })
  console.log('adapter:', await page.evaluate(() => globalThis.bench.open()))
  const tiles = JSON.parse(values.tiles)
  const cases = values.cases.split(',').map(Number)
  const engines = values.engines.split(',')
  const rounds = Number(values.rounds)
  for (const index of cases) {
    if (values.compare) await showComparison(page, index, JSON.parse(values.compare), rounds)
    else if (values.profile) await showProfile(page, index, engines, tiles)
    else await showTable(page, index, engines, rounds, tiles)
  }
  const errors = await page.evaluate(() => globalThis.bench.errors())
  if (errors.length > 0) {
    console.error(`${errors.length} WebGPU errors; the first: ${errors[0]}`)
    process.exitCode = 1
  }
} finally {
  await browser.close()
  await server.close()
}

/** Engines take turns, so that a busy spell of the machine meets all of them. */
async function showTable(page, index, engines, rounds, tiles) {
  const visits = Object.fromEntries(engines.map((engine) => [engine, []]))
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      // Stock steps of the larger networks take seconds: fewer of them.
      const isSlow = (engine === 'stock' || engine === 'webgl') && index > 0
      const steps = isSlow ? 1 : index === 0 ? 10 : 4
      const args = [engine, index, steps, tiles]
      visits[engine].push(await page.evaluate((all) => globalThis.bench.measure(...all), args))
    }
  }
  const times = (engine) => visits[engine].map(({ ms }) => ms).sort((a, b) => a - b)
  const median = (engine) => times(engine)[rounds >> 1]
  const ours = visits.ours ? median('ours') : NaN
  console.log(`\n${visits[engines[0]][0].case}`)
  console.table(
    Object.fromEntries(
      engines.map((engine) => {
        const { launches, first } = visits[engine][0]
        const row = {
          'ms/step': +median(engine).toFixed(2),
          min: +times(engine)[0].toFixed(2),
          max: +times(engine).at(-1).toFixed(2),
          launches,
          'times ours': +(median(engine) / ours).toFixed(2),
          loss: first[0].toPrecision(7),
          'grad norm²': first[1].toPrecision(7),
        }
        return [engine, row]
      }),
    ),
  )
}

async function showProfile(page, index, engines, tiles) {
  for (const engine of engines) {
    const rows = await page.evaluate(
      (args) => globalThis.bench.profile(...args),
      [engine, index, tiles],
    )
    const total = rows.reduce((sum, { ms }) => sum + ms, 0)
    console.log(`\ncase ${index}, ${engine}: ${rows.length} launches, ${total.toFixed(1)} ms`)
    console.table(rows.map((row) => ({ ...row, ms: +row.ms.toFixed(3) })))
  }
}

async function showComparison(page, index, sets, passes) {
  const columns = await page.evaluate(
    (args) => globalThis.bench.compare(...args),
    [index, sets, passes],
  )
  const labels = Object.keys(columns[0]).filter((label) =>
    columns.some((column) => column[label] > 0.3),
  )
  const total = (column) => Object.values(column).reduce((sum, ms) => sum + ms, 0)
  const names = sets.map((tiles) => JSON.stringify(tiles))
  const row = (pick) => Object.fromEntries(columns.map((c, i) => [names[i], +pick(c).toFixed(2)]))
  console.log(`\ncase ${index}, ms`)
  console.table({
    ...Object.fromEntries(labels.map((label) => [label, row((column) => column[label] ?? NaN)])),
    total: row(total),
  })
}
