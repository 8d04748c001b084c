/**
 * The built page on a slow line and on a slow machine: what a first visit fetches before Train can
 * be pressed and before the first point, and how the page answers while it trains.
 *
 *   npm run bench:slow -- [--visits 3] [--seconds 10] [--write-readme]
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { requireBrowser } from '../scripts/browser.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { median } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'
import { pageFlags } from './workplace/browserHost.mjs'
import { buildPage } from './workplace/buildPage.mjs'
import { firstTimes } from './workplace/firstTimes.mjs'
import { serveBuilt } from './workplace/staticServer.mjs'

/** Slow 4G, as Lighthouse has it. */
const LINE = { bytesPerSecond: 1.6e6 / 8, latencyMs: 150 }
const TIMES_SLOWER = 6
const LINKS = [
  { what: 'MNIST, MLP (the opening experiment)', link: '' },
  { what: 'spirals', link: '#data=spirals' },
]
const GROUPS = [
  { what: 'HTML and styles', is: (path) => path === '/' || /\.(css|html)$/.test(path) },
  { what: 'scripts', is: (path) => path.endsWith('.js') },
  { what: 'WebAssembly', is: (path) => path.endsWith('.wasm') },
  { what: 'training images', is: (path) => /\/train-\d+\.bin$/.test(path) },
  { what: 'test images', is: (path) => /\/test-\d+\.bin$/.test(path) },
  { what: 'other', is: () => true },
]
const PATIENCE_MS = 180_000
const WINDOW = { width: 1366, height: 768 }

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    'write-readme': { type: 'boolean', default: false },
  },
})
const [visits, seconds] = [Number(values.visits), Number(values.seconds)]
const folder = await buildPage('slow')
const loadBefore = loadavg()[0]
let version = ''
const overSlowLine = []
for (const one of LINKS) {
  const taken = []
  for (let i = 0; i < visits; i++) {
    taken.push(await visitOverSlowLine(one.link))
    const { trainSeconds, pointSeconds } = taken.at(-1)
    console.error(`  ${one.what}, visit ${i + 1}`, trainSeconds, pointSeconds)
  }
  overSlowLine.push({ ...one, taken })
}
const onSlowMachine = []
for (let i = 0; i < visits; i++) {
  onSlowMachine.push(await visitOnSlowMachine())
  console.error(`  slow machine, visit ${i + 1}`, JSON.stringify(onSlowMachine.at(-1)))
}
const text = report()
console.log(`\n${text}\n`)
if (values['write-readme'])
  await writeReadme(fromRoot('bench/README.md'), text, {
    start: '<!-- last table of slow visits: npm run bench:slow -- --write-readme -->',
    end: '<!-- end of the table of slow visits -->',
  })

async function withPage(line, use) {
  const server = await serveBuilt(folder, line)
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: pageFlags(false),
  })
  version = browser.version()
  try {
    return await use(await browser.newPage({ viewport: WINDOW }), server)
  } finally {
    await browser.close()
    server.close()
  }
}

/** A browser with a profile of its own, on a line that begins when it asks for the page. */
async function visitOverSlowLine(link) {
  return withPage(LINE, async (page, server) => {
    const { train, point } = await firstTimes(page, server.address + link, server.sent, PATIENCE_MS)
    return {
      trainSeconds: train.ms / 1000,
      pointSeconds: point.ms / 1000,
      beforeTrain: byGroup(train.read),
      beforePoint: byGroup(point.read),
    }
  })
}

function byGroup(requests) {
  const bytes = Object.fromEntries(GROUPS.map(({ what }) => [what, 0]))
  for (const request of requests)
    bytes[GROUPS.find(({ is }) => is(request.path)).what] += request.bytes
  return bytes
}

/** Frames and Pause while three MLP runs train, with the page's thread slowed down. */
async function visitOnSlowMachine() {
  return withPage(undefined, async (page, server) => {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER })
    await page.goto(`${server.address}#backend=wasm`)
    await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor({ timeout: PATIENCE_MS })
    const pauses = []
    let longestFrame = 0
    for (let round = 0; round < 3; round++) {
      await page.getByRole('button', { name: 'Train', exact: true }).click()
      // What the first steps load and lay out is a part of it.
      longestFrame = Math.max(longestFrame, await page.evaluate(watchFrames, 1000 * seconds))
      pauses.push(await page.evaluate(pressPause))
    }
    const step = Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''))
    return { longestFrame, longestPause: Math.max(...pauses), step }
  })
}

/** In the page: the longest time between two frames, in ms. */
function watchFrames(milliseconds) {
  const { requestAnimationFrame } = globalThis
  return new Promise((resolve) => {
    const start = performance.now()
    let [last, longest] = [start, 0]
    const frame = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (now - start < milliseconds) requestAnimationFrame(frame)
      else resolve(longest)
    }
    requestAnimationFrame(frame)
  })
}

/** In the page: ms from Pause until it is said and no step comes any more. */
function pressPause() {
  const { document, requestAnimationFrame } = globalThis
  const pause = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === 'Pause',
  )
  return new Promise((resolve) => {
    const start = performance.now()
    pause.click()
    const look = () => {
      if (/Paused/.test(document.querySelector('[role=status]')?.textContent))
        resolve(performance.now() - start)
      else requestAnimationFrame(look)
    }
    look()
  })
}

function report() {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const table = (head, rows) => [
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ]
  const total = (bytes) => Object.values(bytes).reduce((sum, one) => sum + one, 0)
  const kB = (bytes) => Math.round(bytes / 1000).toLocaleString('en-US')
  const at = (taken, value) => median(taken.map(value))
  const load = `${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`
  return [
    `${new Date().toISOString().slice(0, 10)}, Chromium ${version} headless, ` +
      `${availableParallelism()} cores, load ${load}. Medians of ${visits} visits, each in a new ` +
      'browser; seconds since navigation, kB as they go over the line.',
    '',
    ...table(
      ['1.6 Mbit/s, 150 ms', 'Train pressed', 'kB until then', 'first point', 'kB until then'],
      overSlowLine.map(({ what, taken }) => [
        what,
        `${at(taken, (one) => one.trainSeconds).toFixed(1)} s`,
        kB(at(taken, (one) => total(one.beforeTrain))),
        `${at(taken, (one) => one.pointSeconds).toFixed(1)} s`,
        kB(at(taken, (one) => total(one.beforePoint))),
      ]),
    ),
    '',
    'What arrives before Train can be pressed, and before the first point, in kB:',
    '',
    ...table(
      ['', ...GROUPS.map((group) => group.what)],
      overSlowLine.flatMap(({ what, taken }) =>
        ['beforeTrain', 'beforePoint'].map((when) => [
          `${what.split(' (')[0]}, ${when === 'beforeTrain' ? 'Train' : 'first point'}`,
          ...GROUPS.map((group) => kB(at(taken, (one) => one[when][group.what]))),
        ]),
      ),
    ),
    '',
    `A page ${TIMES_SLOWER} times slower, three MLP runs on wasm, the worst of ${3 * visits} times ` +
      `${seconds} s from the first step on: ` +
      `Pause acts within ${Math.max(...onSlowMachine.map((one) => one.longestPause)).toFixed(0)} ms, ` +
      `the longest frame has ${Math.max(...onSlowMachine.map((one) => one.longestFrame)).toFixed(0)} ms.`,
  ].join('\n')
}
