/**
 * The map of docs/sweeps.md, made as a person makes it: in the built page, by WebAssembly on the cores that
 * the page takes. Then it is opened again after a reload, its files are saved, and another browser, which
 * has only the link in its JSON, is given its CSV and has to show the same cells.
 *
 *   npm run bench:map -- [--write-docs]     writes picture and figures into docs
 */
import { cp, readFile } from 'node:fs/promises'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { availableParallelism, loadavg } from 'node:os'
import { chromium } from 'playwright'
import { requireBrowser } from '../scripts/browser.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { writeReadme } from './report/readme.mjs'
import { pageFlags } from './workplace/browserHost.mjs'
import { buildPage } from './workplace/buildPage.mjs'
import { serveBuilt } from './workplace/staticServer.mjs'

const DOCS = fromRoot('docs/sweeps.md')
const WINDOW = { width: 1366, height: 768 }
const PATIENCE_MS = 30 * 60_000

const { values } = parseArgs({ options: { 'write-docs': { type: 'boolean', default: false } } })
const link = /`(#v=1&\S+view\.stripY=\S+)`/.exec(await readFile(DOCS, 'utf8'))?.[1]
if (!link) throw new Error('docs/sweeps.md has lost the link of its map.')

const server = await serveBuilt(await buildPage('map'))
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  headless: true,
  args: pageFlags(false),
})
try {
  const page = await browser.newPage({ viewport: WINDOW })
  await page.goto(server.address + link)
  const made = await makeMap(page)
  await page.reload()
  await sweepOf(page).getByText('The map is done').waitFor()
  check(await cellsOf(page, 'Map'), made.cells, 'Opened again, the map is another one')
  const files = {}
  for (const name of ['CSV', 'JSON', 'SVG', 'PNG']) files[name] = await saved(page, name)
  await checkElsewhere(files, made.cells)
  const text = await report(page, made)
  console.log(`\n${text}\n`)
  if (values['write-docs']) {
    await cp(files.SVG, fromRoot('docs/map.svg'))
    await writeReadme(DOCS, text, {
      start: '<!-- the map as it was made: npm run bench:map -- --write-docs -->',
      end: '<!-- end of the map -->',
    })
  }
} finally {
  await browser.close()
  server.close()
}

function sweepOf(page) {
  return page.getByRole('region', { name: 'Robustness map' })
}

/** What stands in the cells, row by row. */
async function cellsOf(page, name) {
  const grid = sweepOf(page)
    .getByRole('grid', { name: `${name}: `, exact: false })
    .first()
  await grid.locator('.map__cell').first().waitFor()
  return grid.locator('.map__cell').allInnerTexts()
}

/** Runs it to its end. */
async function makeMap(page) {
  const sweep = sweepOf(page)
  const run = sweep.getByRole('button', { name: 'Run the map', exact: true })
  await run.waitFor()
  const said = await sweep.locator('.sweep__size').innerText()
  console.error(`  ${said}`)
  const load = loadavg()[0]
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  await run.click()
  await sweep.getByText(/seed 2 \(/).waitFor({ timeout: PATIENCE_MS })
  const first = seconds()
  console.error(`  first seed: ${first.toFixed(0)} s`)
  await sweep.getByText('The map is done').waitFor({ timeout: PATIENCE_MS })
  return { said, load, first, all: seconds(), cells: await cellsOf(page, 'Map') }
}

async function saved(page, name) {
  const download = page.waitForEvent('download')
  await sweepOf(page)
    .getByRole('button', { name: `Map (${name})`, exact: true })
    .click()
  return (await download).path()
}

/** A browser that has kept nothing: the link of the JSON, and the CSV dropped on the page. */
async function checkElsewhere({ CSV, JSON: json }, cells) {
  const page = await browser.newPage({ viewport: WINDOW })
  await page.goto(server.address + JSON.parse(await readFile(json, 'utf8')).link)
  await sweepOf(page).getByRole('button', { name: 'Run the map', exact: true }).waitFor()
  const data = await page.evaluateHandle(
    (body) => {
      const transfer = new globalThis.DataTransfer()
      transfer.items.add(new File([body], 'map.csv'))
      return transfer
    },
    await readFile(CSV, 'utf8'),
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  await page.getByRole('region', { name: 'Results in "map.csv"' }).waitFor()
  check(await cellsOf(page, 'Map in the file'), cells, 'The table is another map')
}

function check(found, expected, sentence) {
  if (!isDeepStrictEqual(found, expected))
    throw new Error(`${sentence}:\n${found.join(' ')}\nnot\n${expected.join(' ')}`)
}

async function report(page, { said, load, first, all }) {
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  const words = await sweepOf(page).locator('.maps__text').first().innerText()
  const minutes = (seconds) => {
    const whole = Math.round(seconds)
    return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
  }
  return [
    `![${words}](map.svg)`,
    '',
    `${words} Made in ${minutes(all)}, the first seed in ${minutes(first)}: ` +
      `${said.split(',').slice(0, -1).join(',')}, WebAssembly, Chromium ${browser.version()} ` +
      `headless, ${cores} of ${availableParallelism()} cores, load ${load.toFixed(1)} before and ` +
      `${loadavg()[0].toFixed(1)} after; ${new Date().toISOString().slice(0, 10)}.`,
  ].join('\n')
}
