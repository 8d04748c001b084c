/** The built page in Chromium, with what a soak has to see of it and of its training worker. */
import { setTimeout as sleep } from 'node:timers/promises'
import puppeteer from 'puppeteer-core'
import { browserFlags, requireBrowser } from '../browser.mjs'

const PATIENCE_MS = 90_000

export async function launch() {
  return puppeteer.launch({
    executablePath: await requireBrowser(),
    headless: true,
    args: browserFlags,
    defaultViewport: { width: 1280, height: 900 },
    // A collection of garbage takes long on a busy machine.
    protocolTimeout: 5 * 60_000,
  })
}

export class SoakPage {
  /** Those that train: the training worker and its helpers, by their names, the latest last. */
  #workers = []

  constructor(page, context) {
    this.page = page
    this.context = context
    page.on('workercreated', (worker) => {
      if (worker.url().includes('train.worker')) void this.#meet(worker)
    })
    page.on('workerdestroyed', (worker) => this.#forget(worker))
  }

  static async open(browser, address, link) {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    const soak = new SoakPage(page, context)
    await page.evaluateOnNewDocument(watchPage)
    await page.goto(`${address}#${link}`)
    await soak.waitFor(/Ready/)
    return soak
  }

  close() {
    return this.context.close()
  }

  /** One that has only just been made cannot be asked yet; one that is gone has no name. */
  async #meet(worker) {
    const one = { worker, name: null }
    this.#workers.push(one)
    while (one.name === null && this.#workers.includes(one)) {
      one.name = await worker.evaluate(countBuffers).catch(() => null)
      if (one.name === null) await sleep(20)
    }
  }

  #forget(worker) {
    this.#workers = this.#workers.filter((one) => one.worker !== worker)
  }

  /** @param {RegExp} words of the status line */
  async waitFor(words, timeout = PATIENCE_MS) {
    await this.page.waitForFunction(
      (source) =>
        new RegExp(source).test(globalThis.document.querySelector('[role=status]')?.textContent),
      { timeout, polling: 100 },
      words.source,
    )
  }

  /** @returns {Promise<boolean>} whether there was such a button to press */
  press(name) {
    return this.page.evaluate((wanted) => {
      const button = [...globalThis.document.querySelectorAll('button')].find(
        (one) => one.textContent.trim() === wanted && one.checkVisibility() && !one.disabled,
      )
      button?.click()
      return button !== undefined
    }, name)
  }

  step() {
    return this.page.evaluate(() => globalThis.soak.step())
  }

  /** What the page noticed: a step every 100 ms, and where a new worker began. */
  notes() {
    return this.page.evaluate(() => ({
      samples: globalThis.soak.samples,
      loads: globalThis.soak.loads,
      resumedAt: globalThis.soak.resumedAt,
      updates: globalThis.soak.updates,
      now: Date.now(),
    }))
  }

  /** The training worker; its helpers have a name. */
  get worker() {
    return this.#workers.findLast(({ name }) => name === '')?.worker
  }

  /** Puppeteer hears of a new worker a moment after the page has it. */
  async waitForWorker() {
    for (const end = performance.now() + PATIENCE_MS; !this.worker; await sleep(50))
      if (performance.now() > end) throw new Error('There is no training worker.')
  }

  /** Bytes, counts and steps, after both heaps were cleared of what nobody uses. */
  async read() {
    const session = (this.session ??= await this.page.createCDPSession())
    const { step, updates, databaseBytes } = await this.page.evaluate(async () => {
      const { usage = 0, usageDetails } = await globalThis.navigator.storage.estimate()
      const { soak } = globalThis
      return {
        step: soak.step(),
        updates: soak.updates,
        databaseBytes: usageDetails?.indexedDB ?? usage,
      }
    })
    const pageHeap = await usedHeap(session)
    const inWorkers = { workerHeap: 0, tensors: 0, tensorBytes: 0, gpuBuffers: 0 }
    for (const { worker } of this.#workers.filter(({ name }) => name !== null)) {
      inWorkers.workerHeap += await usedHeap(worker.client)
      // Behind the collection of garbage, which takes buffers along.
      const engine = await worker.evaluate(readEngine)
      for (const [key, value] of Object.entries(engine)) inWorkers[key] += value
    }
    return { step, chartUpdates: updates, databaseBytes, pageHeap, ...inWorkers }
  }
}

async function usedHeap(session) {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

/** In the page, before its own code. */
function watchPage() {
  const { document, Worker, MutationObserver, setInterval } = globalThis
  const soak = (globalThis.soak = {
    samples: [],
    loads: 0,
    resumedAt: 0,
    updates: 0,
    step: () =>
      Number(document.querySelector('[data-testid=step]')?.textContent.replaceAll(/\D/g, '') ?? 0),
  })
  setInterval(() => {
    soak.samples.push([Date.now(), soak.step()])
    if (soak.samples.length > 1000) soak.samples.shift()
  }, 100)
  new MutationObserver((changes) => {
    soak.updates += changes.filter(({ target }) => target.matches('.chart__line')).length
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['d'] })
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (message, ...rest) {
    const { command } = message ?? {}
    if (command?.type === 'load') {
      soak.loads++
      soak.resumedAt = command.resume?.step ?? 0
    }
    return Reflect.apply(postMessage, this, [message, ...rest])
  }
}

/**
 * In a worker: counts the buffers of the graphics device that are there, neither destroyed nor collected
 * as garbage. The adapter of tfjs does not count those of a replay. @returns the name of the worker, null
 * of one that does not listen yet
 */
function countBuffers() {
  const { GPUDevice, GPUBuffer, WeakRef, name, onmessage } = globalThis
  // Before its script has run, not even its name is there.
  if (onmessage === null) return null
  if (!GPUDevice) return name
  let alive = []
  const { createBuffer } = GPUDevice.prototype
  GPUDevice.prototype.createBuffer = function (...args) {
    const buffer = Reflect.apply(createBuffer, this, args)
    alive.push(new WeakRef(buffer))
    return buffer
  }
  const destroyed = new WeakSet()
  const { destroy } = GPUBuffer.prototype
  GPUBuffer.prototype.destroy = function () {
    destroyed.add(this)
    return Reflect.apply(destroy, this, [])
  }
  globalThis.buffersAlive = () => {
    alive = alive.filter((one) => {
      const buffer = one.deref()
      return buffer !== undefined && !destroyed.has(buffer)
    })
    return alive.length
  }
  return name
}

/** In a worker: tfjs leaves its engine where its packages find each other. */
function readEngine() {
  const engine = globalThis._tfengine
  if (!engine) return { tensors: 0, tensorBytes: 0, gpuBuffers: 0 }
  const { numTensors, numBytes } = engine.memory()
  const isOnDevice = engine.backendName === 'webgpu'
  return {
    tensors: numTensors,
    tensorBytes: numBytes,
    gpuBuffers: isOnDevice ? globalThis.buffersAlive() : 0,
  }
}

/** In the worker: its graphics device is gone, as after a fault of its driver. */
export function loseDevice() {
  globalThis._tfengine.backend.device.destroy()
}
