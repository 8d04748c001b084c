/**
 * Measures what docs/claims.md says: opens the links of the presets in the built page, over
 * several seeds, and the robustness strip on MNIST; what the instruments show is measured with the engine
 * itself, over twenty seeds. Results are kept in docs/claims/measured.json,
 * so that a run that is cut short goes on where it stopped.
 *
 *     npm run claims                    all that is missing
 *     npm run claims -- label-noise     these again
 *     npm run claims -- instruments-gauge
 *     npm run claims -- --write         the document alone
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { runnerImport } from 'vite'
import { browserFlags, requireBrowser } from '../browser.mjs'
import { servePage } from './server.mjs'
import { summariseRuns } from './summary.mjs'
import { writeDocument } from './document.mjs'
import { INSTRUMENT_CASES, INSTRUMENT_SEEDS } from './instrumentCases.mjs'
import { measureCase } from './instruments.mjs'
import { loadEngine } from './loadEngine.mjs'

const RESULTS = 'docs/claims/measured.json'
const LIMIT_MS = 40 * 60_000

const { module } = await runnerImport('./src/experiment/presets.ts')
const { STRIPS, SWEEPS, VARIANTS } = await import('./cases.mjs')

const cases = [
  ...module.presets
    .filter(({ measured }) => measured !== undefined)
    .map(({ id, title, link }) => ({
      id,
      title,
      link: `${link}&backend=wasm&seeds=3&eval=1000000`,
    })),
  ...VARIANTS,
  ...SWEEPS,
]

const wanted = process.argv.slice(2)
const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
const isDue = ({ id }) => (wanted.length > 0 ? wanted.includes(id) : results[id] === undefined)
const due = wanted.includes('--write') ? [] : [...cases, ...STRIPS].filter(isDue)

const keep = (id, result) => {
  results[id] = { date: new Date().toISOString().slice(0, 10), backend: 'wasm', ...result }
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`)
}

const instrumentsDue = wanted.includes('--write') ? [] : INSTRUMENT_CASES.filter(isDue)
if (instrumentsDue.length > 0) {
  const { measureSpirals } = await loadEngine('wasm')
  for (const one of instrumentsDue) {
    const started = Date.now()
    keep(one.id, await measureCase(one, measureSpirals, INSTRUMENT_SEEDS))
    console.log(`${one.id}: ${Math.round((Date.now() - started) / 1000)} s`)
  }
}

if (due.length > 0) {
  const server = await servePage()
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: browserFlags,
  })
  try {
    for (const one of due) {
      const started = Date.now()
      const page = await browser.newPage()
      page.setDefaultTimeout(LIMIT_MS)
      await page.goto(`${server.url}#${one.link}`)
      await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor()
      if (one.isStrip) keep(one.id, { link: one.link, points: await runStrip(page) })
      else keep(one.id, { link: one.link, title: one.title, runs: await train(page) })
      await page.close()
      console.log(`${one.id}: ${Math.round((Date.now() - started) / 1000)} s`)
    }
  } finally {
    await browser.close()
    server.close()
  }
}
writeDocument(results)

async function train(page) {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /Finished|every run has diverged/ })
    .waitFor()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Experiment (JSON)', exact: true }).click()
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  return summariseRuns(file)
}

async function runStrip(page) {
  await page.getByRole('button', { name: 'Run the strip', exact: true }).click()
  await page.getByText('The strip is done').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Strip (CSV)', exact: true }).click()
  const [head, ...lines] = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]))
  })
}
