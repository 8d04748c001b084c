/**
 * How much of its engine the page gives: steps a second of the built page over the first 30 seconds of
 * training, by the clock on the wall, against the engine alone on the same network and batch size.
 *
 *   npm run bench:steps -- [--visits 3] [--seconds 30] [--only cifar,mlp,runs] [--write-readme]
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { requireBrowser } from '../scripts/browser.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { median, spread } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'
import { openBrowserHost, pageFlags } from './workplace/browserHost.mjs'
import { buildPage } from './workplace/buildPage.mjs'
import { serveBuilt } from './workplace/staticServer.mjs'

/** Later than any training here: no test is made. */
const NO_TESTS = 'eval=1000000'
const runs = (count) =>
  Array.from({ length: count }, (_, i) => `run=${['alig', 'sgd', 'adam'][i % 3]}`).join('&')
const CASES = [
  {
    group: 'cifar',
    what: 'CIFAR-10, CNN, 1 run, tests every 100 steps',
    link: 'data=cifar10&model=cnn&eval=100&run=alig',
    problem: 'pageCnn',
    runs: 1,
  },
  ...[1, 3, 8].map((count) => ({
    group: count === 1 ? 'mlp' : 'runs',
    what: `MNIST, MLP, ${count} run${count === 1 ? '' : 's'}, no tests`,
    link: `${NO_TESTS}&${runs(count)}`,
    problem: 'pageMlp',
    runs: count,
  })),
]
const ENGINE = 'ours-wasm'
const PATIENCE_MS = 120_000

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '30' },
    only: { type: 'string', default: 'cifar,mlp,runs' },
    'write-readme': { type: 'boolean', default: false },
  },
})
const visits = Number(values.visits)
const seconds = Number(values.seconds)
const cases = CASES.filter(({ group }) => values.only.split(',').includes(group))

const server = await serveBuilt(await buildPage('pageSteps'))
const host = await openBrowserHost({ gpu: false, cacheDir: fromRoot('.cache/bench/workplace') })
const loadBefore = loadavg()[0]
let version = ''
const rows = []
try {
  await host.call(ENGINE, 'open', [ENGINE, false], PATIENCE_MS)
  for (const one of cases) {
    const found = []
    for (let i = 0; i < visits; i++) {
      // Before and after, for as long together as the page: machines are not as fast all the time, and
      // some of them only for a few seconds.
      const before = await engineAlone(one)
      const page = await pageSteps(one.link)
      const alone = (before + (await engineAlone(one))) / 2
      found.push({ alone, page, ratio: page / alone })
      console.error(`  ${one.what}: ${JSON.stringify(found.at(-1))}`)
    }
    rows.push(rowOf(one.what, found))
  }
} finally {
  await host.end()
  server.close()
}

const load = `${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`
const text = [
  `${new Date().toISOString().slice(0, 10)}, Chromium ${version} headless, ` +
    `${availableParallelism()} cores, load ${load}. Median of ${visits} visits of ${seconds} s on wasm.`,
  '',
  line(['experiment', 'page, steps/s', 'engine alone, steps/s', 'page / engine', 'from', 'to']),
  line(['---', '---:', '---:', '---:', '---:', '---:']),
  ...rows,
].join('\n')
console.log(`\n${text}\n`)
if (values['write-readme'])
  await writeReadme(fromRoot('bench/README.md'), text, {
    start: '<!-- last table of page and engine: npm run bench:steps -- --write-readme -->',
    end: '<!-- end of the table of page and engine -->',
  })

/** @param {readonly string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`
}

function rowOf(what, found) {
  const of = (key) => median(found.map((one) => one[key])).toFixed(1)
  const ratios = spread(found.map(({ ratio }) => ratio))
  return line([
    what,
    of('page'),
    of('alone'),
    ...['median', 'min', 'max'].map((key) => ratios[key].toFixed(2)),
  ])
}

/** Steps a second of all runs in lock-step, in one worker with nothing else to do, for half of the time. */
async function engineAlone({ problem, runs }) {
  const key = `${problem} ${runs}`
  const call = (method, args) => host.call(ENGINE, method, args, PATIENCE_MS)
  await call('prepare', [key, problem, { runs, momentum: 0 }])
  await call('run', [key, 20])
  let [steps, ms] = [0, 0]
  while (ms < 500 * seconds) {
    ms += (await call('run', [key, 20])).ms
    steps += 20
  }
  await call('release', [key])
  return (1000 * steps) / ms
}

/** From the first step on, in a browser that has never seen the page. */
async function pageSteps(link) {
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: pageFlags(false),
  })
  version = browser.version()
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    await page.goto(`${server.address}#${link}&backend=wasm`)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    const step = async () =>
      Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, '') || 0)
    await page.waitForFunction(
      () =>
        Number(
          globalThis.document
            .querySelector('[data-testid=step]')
            ?.textContent?.replaceAll(/\D/g, ''),
        ) > 0,
      undefined,
      { timeout: PATIENCE_MS },
    )
    const first = await step()
    const begun = performance.now()
    await new Promise((wake) => setTimeout(wake, 1000 * seconds))
    return (1000 * ((await step()) - first)) / (performance.now() - begun)
  } finally {
    await browser.close()
  }
}
