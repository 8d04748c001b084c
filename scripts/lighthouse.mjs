/**
 * Lighthouse on an address, in the Chromium of the tests. Needs no network: the page asks nobody
 * else for anything, and Lighthouse's own error reports are off by default.
 */
import { createServer } from 'node:net'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright'
import { requireBrowser } from './browser.mjs'

/** Painting on the processor: what is audited needs no graphics card, imitated or other. */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * @param {string} url
 * @param {object} options
 * @param {readonly ('accessibility' | 'best-practices' | 'performance' | 'seo')[]} options.categories
 * @param {'mobile' | 'desktop'} options.device mobile is a mid-range phone on a slow line,
 *   both of them simulated
 * @returns {Promise<{
 *   scores: Record<string, number>,
 *   problems: string[],
 *   figures: Record<string, number>,
 * }>} scores from 0 to 100 by category; what lost points, in words; the metrics in ms (and CLS)
 */
export async function audit(url, { categories, device }) {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: [...flags, `--remote-debugging-port=${port}`],
  })
  try {
    const result = await lighthouse(
      url,
      { port, logLevel: 'error', output: 'json', onlyCategories: [...categories] },
      device === 'desktop' ? desktopConfig : undefined,
    )
    if (!result) throw new Error('Lighthouse gave no result.')
    const { lhr } = result
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    return { scores: scoresOf(lhr), problems: problemsOf(lhr), figures: figuresOf(lhr) }
  } finally {
    await browser.close()
  }
}

const scoresOf = ({ categories }) =>
  Object.fromEntries(
    Object.entries(categories).map(([id, { score }]) => [id, Math.round(100 * (score ?? 0))]),
  )

/** Every audit that counts and is not perfect, with the elements that it names. */
function problemsOf({ categories, audits }) {
  return Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => {
      const { title, details, displayValue = '', errorMessage = '' } = audits[id]
      const elements = (details?.items ?? [])
        .map((item) => item.node?.snippet ?? item.description ?? item.url ?? '')
        .filter(Boolean)
      return [`${id}: ${title}`, displayValue, errorMessage, ...elements.slice(0, 5)]
        .filter(Boolean)
        .join('\n    ')
    })
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
]

const figuresOf = ({ audits }) =>
  Object.fromEntries(
    METRICS.filter((id) => audits[id]?.numericValue !== undefined).map((id) => [
      id,
      audits[id].numericValue,
    ]),
  )

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}
