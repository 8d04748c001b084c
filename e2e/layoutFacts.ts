import { expect, type Page } from '@playwright/test'

/** What is wrong with the layout of the whole page, in words; empty where nothing is. */
export async function layoutProblems(page: Page, leastTarget: number): Promise<string[]> {
  return page.evaluate((least) => {
    const problems: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width)
      problems.push(`the page is ${document.documentElement.scrollWidth} px wide, not ${width}`)

    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(
        element.getAttribute('aria-label') ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent
      ).slice(0, 40)}"`

    const controls = [...document.querySelectorAll('main :is(button, input, select, summary)')]
    for (const control of controls.filter(isShown)) {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const box = control.getBoundingClientRect()
      const name = nameOf(control)
      if (box.left < -0.5 || box.right > width + 0.5) problems.push(`${name} is cut off`)
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const top = document.elementFromPoint(x, y)
      const label = control.closest('label') ?? (control as HTMLInputElement).labels?.[0]
      const isOnTop = top && (control.contains(top) || label?.contains(top) === true)
      if (!isOnTop) problems.push(`${name} is covered by ${top ? nameOf(top) : 'nothing'}`)
      // A label belongs to what is pressed.
      const area = (control as HTMLInputElement).type === 'checkbox' && label ? label : control
      const { height } = area.getBoundingClientRect()
      const isSegment = (control as HTMLInputElement).type === 'radio'
      const pressed = isSegment ? (label?.getBoundingClientRect().height ?? 0) : height
      if (pressed < least - 0.5) problems.push(`${name} is ${pressed.toFixed(1)} px high`)
      const isText = ['BUTTON', 'SUMMARY'].includes(control.tagName)
      if (isText && control.scrollWidth > control.clientWidth + 1)
        problems.push(`the words of ${name} are cut`)
    }

    const pen = document.createElement('canvas').getContext('2d')!
    for (const select of [...document.querySelectorAll('select')].filter(isShown)) {
      const style = getComputedStyle(select)
      pen.font = style.font
      const words = select.selectedOptions[0]?.text ?? ''
      const room =
        select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
      const needed = pen.measureText(words).width
      if (needed > room + 1)
        problems.push(`"${words}" is cut: ${needed.toFixed(0)} px in ${room.toFixed(0)}`)
    }

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { index } of text.textContent!.matchAll(/\s%/g)) {
        const topOf = (at: number) => {
          const range = document.createRange()
          range.setStart(text, at)
          range.setEnd(text, at + 1)
          return range.getBoundingClientRect().top
        }
        if (index > 0 && topOf(index + 1) > topOf(index - 1) + 4)
          problems.push(`a line breaks before "%": ${text.textContent!.trim().slice(0, 60)}`)
      }

    for (const figure of document.querySelectorAll('figure.chart')) {
      const plot = figure.querySelector('.chart__plot')!.getBoundingClientRect()
      const title = figure.querySelector('h3')?.textContent ?? ''
      if (plot.height < 100 || plot.width < 200)
        problems.push(`${title} is ${plot.width} x ${plot.height} px`)
    }
    scrollTo({ top: 0, behavior: 'instant' })
    return problems
  }, leastTarget)
}

/** Counts layout shifts from now on; the result is asked for with `shiftsSince`. */
export const countShifts = (page: Page): Promise<void> => page.evaluate(observeShifts)

/** Counts them from the opening of the page, which is to follow. */
export const countShiftsFromOpening = (page: Page) => page.addInitScript(observeShifts)

/** In the page. */
function observeShifts(): void {
  const seen: string[] = []
  Object.assign(window, { seenShifts: seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[]
    })[])
      for (const { node, previousRect: a, currentRect: b } of entry.sources) {
        // A box that grows where it is moves nothing.
        if (a.x === b.x && a.y === b.y) continue
        const element = node instanceof Element ? node : (node as Node | null)?.parentElement
        const name = element?.className || element?.tagName || 'something'
        seen.push(`${String(name)} from ${a.x},${a.y} ${a.width} to ${b.x},${b.y} ${b.width}`)
      }
  }).observe({ type: 'layout-shift' })
}

/**
 * Grips stand at the values of their lines, words of the readout follow the cursor, and other words in the
 * middle or at the end of a place begin elsewhere.
 */
const FOLLOWS = /^(chart__(handle|read)|status__(words|detail)|P from)/

/** What has moved since `countShifts`, but for what follows a value, the cursor or its own words. */
export async function shiftsSince(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => (window as unknown as { seenShifts: string[] }).seenShifts)
  return seen.filter((what) => !FOLLOWS.test(what))
}

/** Every chart shows a line; those below the fold are drawn when they are scrolled to. */
export async function expectLines(page: Page): Promise<void> {
  for (const figure of await page.locator('.charts figure').all()) {
    const title = await figure.locator('h3').textContent()
    if (title === 'Along the gradient') continue
    await figure.scrollIntoViewIfNeeded()
    const lines = figure.locator('.chart__line')
    const drawn = () => lines.evaluateAll((all) => all.filter((p) => p.getAttribute('d')).length)
    await expect.poll(drawn, title ?? '').toBeGreaterThan(0)
  }
}
