/** Faults at random moments of a training, and what each of them cost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { loseDevice, SoakPage } from './page.mjs'
import { linkFor } from './watch.mjs'

/** A training that has not gone on after this is a hang. */
const HANGS_AFTER_MS = 90_000
/** Nothing was trained where no step came for so long: a fault before was not yet noticed. */
const STANDS_STILL_MS = 3000

const KINDS = {
  'device lost': {
    backend: 'webgpu',
    strike: (page) => page.worker.evaluate(loseDevice),
  },
  'worker killed': {
    backend: 'wasm',
    // A worker that is gone gives no answer.
    strike: async (page) =>
      void page.worker.evaluate(() => globalThis.close()).catch(() => undefined),
  },
  reload: {
    backend: 'wasm',
    strike: (page) => page.page.reload(),
  },
}
export const faultKinds = Object.keys(KINDS)

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address
 * @param {{ kind: string, count: number, random: () => number }} what
 * @param {(line: object) => Promise<void>} write
 */
export async function strikeOften(browser, address, { kind, count, random }, write) {
  const { backend, strike } = KINDS[kind]
  const faults = []
  let page
  try {
    for (let i = 0; i < count; i++) {
      page ??= await start(browser, address, backend, i + 1)
      // Up to the middle of the second snapshot.
      await sleep(500 + 7500 * random())
      await page.waitForWorker()
      const fault = { kind: 'fault', fault: kind, ...(await strikeOnce(page, kind, strike)) }
      faults.push(fault)
      await write(fault)
      if (!fault.hung) continue
      await page.close()
      page = undefined
    }
  } finally {
    await page?.close()
  }
  return faults
}

async function start(browser, address, backend, seed) {
  const page = await SoakPage.open(browser, address, linkFor(backend, seed))
  await page.press('Train')
  await page.page.waitForFunction(() => globalThis.soak.step() > 0, { timeout: HANGS_AFTER_MS })
  return page
}

async function strikeOnce(page, kind, strike) {
  const isReload = kind === 'reload'
  const before = await page.notes()
  const at = before.samples.at(-1)?.[1] ?? 0
  await strike(page)
  const began = performance.now()
  const isLate = () => performance.now() - began > HANGS_AFTER_MS
  let byHand = 0
  // A reload waits for Train, and so does a worker that failed twice within 20 seconds.
  const goOnUntil = async (isSo) => {
    while (!isLate()) {
      if (await isSo()) return true
      if (await page.press('Train')) byHand++
      await sleep(100)
    }
    return false
  }
  if (isReload) await page.waitFor(/Paused|Ready/)
  const backAt = isReload ? await page.step() : undefined
  // What a dying worker had sent may still come until a new one has been given the session.
  const isLoaded = async () => isReload || (await page.notes()).loads > before.loads
  const wasLoaded = await goOnUntil(isLoaded)
  const reached = isReload ? at : await page.step()
  const isOn = wasLoaded && (await goOnUntil(async () => (await page.step()) > reached))
  const from = backAt ?? (await page.notes()).resumedAt
  const ms = trainingBetween(before.samples, from, at)
  return {
    ...{ step: at, from, [isReload ? 'lostSeconds' : 'repeatedSeconds']: ms / 1000 },
    backAfterSeconds: (performance.now() - began) / 1000,
    byHand: isReload ? Math.max(0, byHand - 1) : byHand,
    hung: !isOn,
  }
}

/**
 * How long the training of these steps took, in ms.
 * @param {readonly (readonly [number, number])[]} samples times, and the step at each of them
 * @param {number} from
 * @param {number} to
 */
export function trainingBetween(samples, from, to) {
  const changes = samples.filter(([, step], i) => step !== samples[i - 1]?.[1])
  return changes.reduce((sum, [time, step], i) => {
    if (i === 0 || step <= from || step > to) return sum
    const took = time - changes[i - 1][0]
    return took > STANDS_STILL_MS ? sum : sum + took
  }, 0)
}
