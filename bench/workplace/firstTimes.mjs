/**
 * Opens a link in a page of a browser that has never seen it, presses Train as soon as the button can be
 * pressed, and waits for the first point of its own on a chart.
 * @template T
 * @param {import('playwright').Page} page
 * @param {string} address
 * @param {() => T} read what is to be known at each of these moments
 * @param {number} limitMs
 * @returns {Promise<Record<'train' | 'step' | 'point', { ms: number, read: T }>>} since navigation
 */
export async function firstTimes(page, address, read, limitMs) {
  const found = {}
  await page.exposeFunction('noteFirst', (name, ms) => {
    found[name] = { ms, read: read() }
  })
  await page.addInitScript(watch)
  await page.goto(address, { timeout: limitMs, waitUntil: 'commit' })
  await page.waitForFunction(() => globalThis.hasFirstPoint, undefined, { timeout: limitMs })
  return found
}

/** In the page: looks once per frame. */
function watch() {
  const { document, requestAnimationFrame, noteFirst } = globalThis
  const noted = new Set()
  const note = (name) => {
    noted.add(name)
    return noteFirst(name, performance.now())
  }
  const look = () => {
    const button = [...document.querySelectorAll('button')].find(
      (one) => (one.ariaLabel ?? one.textContent)?.trim() === 'Train' && !one.disabled,
    )
    if (!noted.has('train') && button) {
      note('train')
      button.click()
    }
    const counter = document.querySelector('[data-testid=step]')?.textContent ?? '0'
    if (!noted.has('step') && Number(counter.replaceAll(/\D/g, '')) > 0) note('step')
    // What was recorded elsewhere is drawn until the first step.
    const line = document.querySelector('.chart__line[d^=M]')
    if (noted.has('step') && line && !document.querySelector('.recorded'))
      note('point').then(() => (globalThis.hasFirstPoint = true))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
