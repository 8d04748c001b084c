/**
 * How long a first visit waits: from the navigation of a browser that has never seen the page to the
 * first point on its charts, with Train pressed as soon as the button is there.
 *
 *   npm run bench:first -- [--visits 5] [--only mnist,cifar10,spirals] [--imitated-gpu]
 *     [--write-readme]
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { browserFlags, requireBrowser } from '../scripts/browser.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { quantile } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'
import { pageFlags } from './workplace/browserHost.mjs'
import { buildPage } from './workplace/buildPage.mjs'
import { firstTimes } from './workplace/firstTimes.mjs'
import { serveBuilt } from './workplace/staticServer.mjs'

const LINKS = [
  { name: 'mnist', what: 'MNIST, MLP (the opening experiment)', link: '' },
  { name: 'cifar10', what: 'CIFAR-10, CNN', link: '#data=cifar10&model=cnn' },
  { name: 'spirals', what: 'spirals', link: '#data=spirals' },
]
const WINDOW = { width: 1366, height: 768 }
const PATIENCE_MS = 120_000

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '5' },
    only: { type: 'string', default: LINKS.map(({ name }) => name).join(',') },
    'imitated-gpu': { type: 'boolean', default: false },
    'write-readme': { type: 'boolean', default: false },
  },
})
const visits = Number(values.visits)
const wanted = values.only.split(',')
const unknown = wanted.filter((name) => !LINKS.some((one) => one.name === name))
if (unknown.length > 0) throw new Error(`There is no link "${unknown[0]}" to measure.`)
const flags = values['imitated-gpu'] ? browserFlags : pageFlags(false)

const server = await serveBuilt(await buildPage('firstPoint'))
const rows = []
const loadBefore = loadavg()[0]
let version = ''
try {
  for (const one of LINKS.filter(({ name }) => wanted.includes(name))) {
    const taken = []
    for (let i = 0; i < visits; i++) {
      taken.push(await visit(one.link))
      console.error(`  ${one.name}, visit ${i + 1} of ${visits}`, JSON.stringify(taken.at(-1)))
    }
    rows.push(rowOf(one.what, taken))
  }
} finally {
  server.close()
}

const load = `${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`
const header = ['experiment', 'Train pressed', 'first point', 'middle half', 'kB before Train']
header.push('kB before the first point')
const text = [
  `${new Date().toISOString().slice(0, 10)}, Chromium ${version} headless, ` +
    `${availableParallelism()} cores, load ${load}. Median of ${visits} visits, each in a new ` +
    'browser; seconds since navigation.',
  '',
  line(header),
  line(header.map((_, i) => (i === 0 ? '---' : '---:'))),
  ...rows,
].join('\n')
console.log(`\n${text}\n`)
if (values['write-readme'])
  await writeReadme(fromRoot('bench/README.md'), text, {
    start: '<!-- last table of first visits: npm run bench:first -- --write-readme -->',
    end: '<!-- end of the table of first visits -->',
  })

/** @param {readonly string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`
}

function rowOf(what, taken) {
  const at = (key, share = 0.5) =>
    quantile(
      taken.map((one) => one[key]),
      share,
    )
  const seconds = (ms) => (ms / 1000).toFixed(2)
  const kilobytes = (key) => Math.round(at(key) / 1000).toLocaleString('en-US')
  return line([
    what,
    `${seconds(at('train'))} s`,
    `${seconds(at('point'))} s`,
    `${seconds(at('point', 0.25))} to ${seconds(at('point', 0.75))}`,
    kilobytes('bytesBeforeTrain'),
    kilobytes('bytesBeforePoint'),
  ])
}

/** A browser with a profile of its own: nothing is cached, compiled or kept. */
async function visit(link) {
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: flags,
  })
  version = browser.version()
  try {
    const page = await browser.newPage({ viewport: WINDOW })
    const bytes = () => server.sent().reduce((sum, file) => sum + file.bytes, 0)
    const before = bytes()
    const { train, point } = await firstTimes(page, server.address + link, bytes, PATIENCE_MS)
    return {
      train: train.ms,
      point: point.ms,
      bytesBeforeTrain: train.read - before,
      bytesBeforePoint: point.read - before,
    }
  } finally {
    await browser.close()
  }
}
