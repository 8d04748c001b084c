/**
 * How smoothly the built page runs while it trains flat out with long lines on its charts: frames
 * per second of the main thread, its longest task, and what a chart update costs it.
 *
 *   npm run bench:page -- [--steps 5000] [--seconds 10] [--visits 3] [--gpu]
 *     [--write-readme]
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { requireBrowser } from '../scripts/browser.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { median } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'
import { pageFlags } from './workplace/browserHost.mjs'

/** Three MLP runs on WebAssembly: the processor does everything, so the page has least to spare. */
const LINK = '#backend=wasm'
/** The usual charts, all of them, and all of them beside a look along the gradient every 2 s. */
const VIEWS = [
  { name: 'usual charts', link: '' },
  { name: 'all charts', link: '&view.charts=step,anatomy,loss,accuracy,gradient,weights' },
  {
    name: 'all charts, live probe',
    link: '&view.charts=step,anatomy,loss,accuracy,gradient,weights&view.probe=live',
  },
]
const WINDOW = { width: 1440, height: 1000 }
const MINUTES = 60_000

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '10' },
    visits: { type: 'string', default: '3' },
    gpu: { type: 'boolean', default: false },
    'write-readme': { type: 'boolean', default: false },
  },
})
const [steps, seconds, visits] = [values.steps, values.seconds, values.visits].map(Number)

const config = {
  root: fromRoot(),
  configFile: fromRoot('vite.config.ts'),
  logLevel: 'error',
  build: { outDir: fromRoot('.cache/bench/smoothness'), emptyOutDir: true },
  preview: { port: 0, open: false },
}
await build(config)
const server = await preview(config)
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  headless: true,
  args: pageFlags(values.gpu),
})
const taken = VIEWS.map(() => [])
const loadBefore = loadavg()[0]
try {
  for (let i = 0; i < visits; i++) {
    const figures = await visit(server.resolvedUrls.local[0])
    figures.forEach((row, view) => taken[view].push(row))
    console.error(`  visit ${i + 1} of ${visits}`, JSON.stringify(figures))
  }
} finally {
  await browser.close()
  await server.close()
}

const text = report()
console.log(`\n${text}\n`)
if (values['write-readme'])
  await writeReadme(fromRoot('bench/README.md'), text, {
    start: '<!-- last table of the page: written by npm run bench:page -- --write-readme -->',
    end: '<!-- end of the table of the page -->',
  })

/** Trains once to `steps`, then looks at one view after the other while training goes on. */
async function visit(address) {
  const context = await browser.newContext({ viewport: WINDOW })
  const page = await context.newPage()
  try {
    await page.goto(`${address}${LINK}`)
    await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor()
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await waitForStep(page, steps)
    const figures = []
    for (const { link } of VIEWS) {
      await show(page, link)
      figures.push(await watch(page))
    }
    return figures
  } finally {
    await context.close()
  }
}

async function waitForStep(page, step) {
  await page.waitForFunction(
    (least) => {
      const counter = globalThis.document.querySelector('[data-testid=step]')
      return Number(counter?.textContent?.replaceAll(/\D/g, '')) >= least
    },
    step,
    { timeout: 20 * MINUTES, polling: 1000 },
  )
}

/** Chooses the view by the controls, since opening a link would start over. */
async function show(page, link) {
  const wanted = new URLSearchParams(link)
  const parts = wanted.get('view.charts')
  if (parts) {
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    const boxes = await page
      .getByRole('group', { name: 'Charts shown' })
      .getByRole('checkbox')
      .all()
    for (const box of boxes) await box.check()
    await page.keyboard.press('Escape')
  }
  if (wanted.has('view.probe')) await page.getByRole('checkbox', { name: 'live' }).check()
  await page.waitForTimeout(3000)
}

async function watch(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metrics = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
  }
  const before = await metrics()
  const seen = await page.evaluate(look, 1000 * seconds)
  const after = await metrics()
  await session.detach()
  const busy = 1000 * (after.TaskDuration - before.TaskDuration)
  return {
    framesPerSecond: seen.frames / (seen.ms / 1000),
    longestTask: seen.longestTask,
    longestFrame: seen.longestFrame,
    updatesPerSecond: seen.updates / (seen.ms / 1000),
    msPerUpdate: busy / seen.updates,
    busy: busy / seen.ms,
    layoutShift: seen.layoutShift,
    step: seen.step,
  }
}

/** In the page: counts frames, tasks, layout shifts and changes of the line of a chart. */
function look(milliseconds) {
  const { document, requestAnimationFrame, MutationObserver, PerformanceObserver } = globalThis
  return new Promise((resolve) => {
    let [frames, updates, longestFrame, longestTask, layoutShift] = [0, 0, 0, 0, 0]
    const lines = new MutationObserver(() => updates++)
    const chart = document.querySelector('.charts__first .chart__line')
    lines.observe(chart, { attributes: true, attributeFilter: ['d'] })
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
    })
    tasks.observe({ entryTypes: ['longtask'] })
    const shifts = new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) layoutShift += value
    })
    shifts.observe({ entryTypes: ['layout-shift'] })
    const start = performance.now()
    let last = start
    const frame = () => {
      const now = performance.now()
      frames++
      longestFrame = Math.max(longestFrame, now - last)
      last = now
      if (now - start < milliseconds) return requestAnimationFrame(frame)
      for (const observer of [lines, tasks, shifts]) observer.disconnect()
      const step = Number(
        document.querySelector('[data-testid=step]')?.textContent?.replaceAll(/\D/g, ''),
      )
      const ms = now - start
      resolve({ frames, updates, longestFrame, longestTask, layoutShift, ms, step })
    }
    requestAnimationFrame(frame)
  })
}

function report() {
  const middle = (view, key) => median(taken[view].map((row) => row[key]))
  const rows = VIEWS.map(({ name }, view) => {
    const at = (key, digits = 0) => middle(view, key).toFixed(digits)
    const task = middle(view, 'longestTask')
    return [
      name,
      at('framesPerSecond', 1),
      task === 0 ? 'below 50 ms' : `${task.toFixed(0)} ms`,
      `${at('longestFrame')} ms`,
      at('updatesPerSecond', 1),
      `${at('msPerUpdate', 1)} ms`,
      `${(100 * middle(view, 'busy')).toFixed(0)} %`,
      at('layoutShift', 4),
    ]
  })
  const header = [
    'shown',
    'frames/s',
    'longest task',
    'longest frame',
    'updates/s',
    'main thread per update',
    'main thread busy',
    'layout shift',
  ]
  const line = (cells) => `| ${cells.join(' | ')} |`
  const load = `${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`
  return [
    `${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()} headless, ` +
      `${availableParallelism()} cores, load ${load}. Median of ${visits} visits, ` +
      `${seconds} s each from step ${steps.toLocaleString('en-US')} on, three MLP runs on wasm, ` +
      `window ${WINDOW.width} x ${WINDOW.height}.`,
    '',
    line(header),
    line(header.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n')
}
