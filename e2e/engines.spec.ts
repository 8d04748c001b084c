/** The main job in the three engines, and that they come to the same numbers. */
import { expect, test } from '@playwright/test'
import { findPlaywrightsOwn, missingFor, type OtherEngine } from '../scripts/engines.mjs'
import type { Engine } from './engines/engine'
import { startFirefox } from './engines/firefox'
import { forgetFound, keepFound, largestDifference, readFound } from './engines/found'
import { MainJob } from './engines/mainJob'
import { startWithPlaywright } from './engines/playwrights'
import { startWebKit } from './engines/webkit'
import { withoutSeconds } from './playgroundPage'

const ENGINES = ['Chromium', 'Firefox', 'WebKit'] as const
const OTHERS = ['Firefox', 'WebKit'] as const

/** Why an engine cannot be tested here, as a sentence; null where it can. */
async function whyNo(name: Engine['name']): Promise<string | null> {
  if (name === 'Chromium' || (await findPlaywrightsOwn(name))) return null
  const missing = missingFor(name)
  if (missing.length === 0) return null
  return `${name} is not installed here: ${missing.join(' and ')} of Debian or Ubuntu.`
}

async function start(name: Engine['name']): Promise<Engine> {
  const { launchOptions } = test.info().project.use
  if (name === 'Chromium') return startWithPlaywright(name, launchOptions)
  if (await findPlaywrightsOwn(name)) return startWithPlaywright(name)
  return { Firefox: startFirefox, WebKit: startWebKit }[name satisfies OtherEngine]()
}

for (const name of ENGINES)
  test(`the main job in ${name}`, async ({ baseURL }) => {
    const reason = await whyNo(name)
    test.skip(reason !== null, reason ?? '')
    test.setTimeout(480_000)
    await forgetFound(name)
    const began = performance.now()
    const engine = await start(name)
    try {
      const job = new MainJob(engine, baseURL!)
      const wasm = await test.step('200 steps on WebAssembly', () => job.train('wasm'))
      expect(wasm.rows).toHaveLength(600)
      const cpu = await test.step('100 steps in plain JavaScript', () => job.train('cpu'))
      const webgl = await test.step('20 steps on WebGL', () => job.train('webgl'))
      await test.step('maxLr is dragged, the link shared', () => job.editAndShare())
      await test.step('a reload goes on', () => job.reloadAndResume())
      const own = await test.step("data of one's own", () => job.trainOwnData())
      const strip = await test.step('a strip of rates', () => job.sweep())
      await test.step('dark', () => job.dark())
      await test.step('as wide as a phone', () => job.phone())
      const seconds = (performance.now() - began) / 1000
      const { version } = engine
      const trained = { wasm, cpu, webgl }
      await keepFound(name, { version, trained, own, strip, seconds })
    } finally {
      await engine.close()
    }
  })

for (const name of OTHERS)
  test(`${name} comes to the same numbers as Chromium`, async () => {
    const reason = await whyNo(name)
    test.skip(reason !== null, reason ?? '')
    const [found, expected] = await Promise.all([readFound(name), readFound('Chromium')])
    expect(found.trained.wasm.backend).toBe('wasm')
    expect(found.trained.cpu.backend).toBe('cpu')
    const { webgl } = found.trained
    const difference = {
      wasm: largestDifference(found.trained.wasm.rows, expected.trained.wasm.rows),
      cpu: largestDifference(found.trained.cpu.rows, expected.trained.cpu.rows),
      ...(webgl.backend === 'webgl'
        ? { webgl: largestDifference(webgl.rows, expected.trained.webgl.rows) }
        : {}),
    }
    await keepFound(name, { ...found, difference })
    for (const backend of ['wasm', 'cpu'] as const)
      expect(found.trained[backend].rows).toEqual(expected.trained[backend].rows)
    expect(found.own).toEqual(expected.own)
    expect(withoutSeconds(found.strip)).toEqual(withoutSeconds(expected.strip))
    if (difference.webgl !== undefined) expect(difference.webgl).toBeLessThan(1e-5)
  })
