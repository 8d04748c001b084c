/** What the page says is kept is there, step for step, whatever the browser does with its storage. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { PlaygroundPage, type Row } from './playgroundPage'

const LINK = 'v=1&model=softmax&examples=1000&batch=20&eval=50&backend=wasm&run=alig&run=sgd'
/** Slow enough for an experiment that goes on while other things happen. */
const PACED = `${LINK}&view.pace=100`

const SAVED = 'alig-playground'
/** Twice as long, with time for a write, as Chromium goes by what it last knew of a quota: half a minute. */
const QUOTA_SEEN_MS = 90_000

interface Numbers {
  readonly step: number
  readonly metrics: readonly Row[]
  readonly evaluations: readonly Row[]
}

async function numbersOf(playground: PlaygroundPage): Promise<Numbers> {
  return {
    step: await playground.step(),
    metrics: await playground.exportRows('Metrics (CSV)'),
    evaluations: await playground.exportRows('Evaluations (CSV)'),
  }
}

/** Cell by cell, but with one line of difference instead of thousands. */
function expectSame(found: Numbers, before: Numbers): void {
  for (const table of ['metrics', 'evaluations'] as const) {
    const lines = found[table].map((row) => JSON.stringify(row))
    const differing = before[table].filter((row, i) => JSON.stringify(row) !== lines[i])
    expect(differing.slice(0, 1)).toEqual([])
    expect(lines).toHaveLength(before[table].length)
  }
}

/** Paused, and written. */
async function pausedNumbers(playground: PlaygroundPage): Promise<Numbers> {
  await playground.pauseTraining()
  await playground.page.waitForTimeout(1500)
  return numbersOf(playground)
}

async function expectBack(playground: PlaygroundPage, before: Numbers): Promise<void> {
  await expect.poll(() => playground.step(), { timeout: 30_000 }).toBe(before.step)
  await expect(playground.status).toContainText('Paused', { timeout: 30_000 })
  expectSame(await numbersOf(playground), before)
}

/** A reload has the same numbers, and says so. */
async function expectReloaded(playground: PlaygroundPage, before: Numbers): Promise<void> {
  await playground.page.reload()
  await expect(
    playground.page.getByText(
      `The numbers of your last visit are back: ${before.step.toLocaleString('en-US')} steps`,
    ),
  ).toBeVisible({ timeout: 30_000 })
  await expectBack(playground, before)
}

async function newPlayground(context: BrowserContext, link: string): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(await context.newPage())
  await playground.open(link)
  return playground
}

const openDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'Saved', exact: true }).click()
  return page.getByRole('dialog', { name: 'Saved experiments' })
}

async function countSaved(page: Page): Promise<number> {
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('button', { name: 'Open', exact: true }).first()).toBeVisible()
  const count = await dialog.getByRole('listitem').count()
  await dialog.getByRole('button', { name: 'Close' }).click()
  return count
}

/** From the next navigation on, the database of experiments takes ten seconds to open. */
const openSlowly = (page: Page) =>
  page.addInitScript((name) => {
    const open = (...args: Parameters<IDBFactory['open']>) =>
      Reflect.apply(originalOpen, indexedDB, args)
    const originalOpen = IDBFactory.prototype.open
    IDBFactory.prototype.open = (...args) => {
      const request = open(...args)
      if (args[0] !== name) return request
      const { addEventListener } = request
      request.addEventListener = (type: string, listener: EventListener, ...rest: never[]) => {
        const late: EventListener = (event) => setTimeout(() => listener(event), 10_000)
        addEventListener.call(request, type, type === 'success' ? late : listener, ...rest)
      }
      return request
    }
  }, SAVED)

test.describe('a database that takes ten seconds to open', () => {
  const looking = 'Looking for your last experiment…'

  test('is waited for, with a word, and the numbers come back', async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(PACED)
    await playground.trainPast(60)
    const before = await pausedNumbers(playground)
    await openSlowly(page)
    for (const visit of ['a reload', 'a bare visit']) {
      if (visit === 'a reload') await page.reload()
      else {
        await page.goto('about:blank')
        await page.goto('./')
      }
      await expect(playground.status).toHaveText(looking)
      await expect(page.getByRole('button', { name: 'Start without it' })).toBeVisible()
      await expect(playground.status).toContainText('Paused', { timeout: 30_000 })
      await expect(page.getByText('The numbers of your last visit are back')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Start without it' })).toBeHidden()
      await expectBack(playground, before)
    }
  })

  for (const button of ['Start without it', 'Train', 'Reset'])
    test(`is not waited for after ${button}, and the numbers are offered later`, async ({
      page,
    }) => {
      const playground = new PlaygroundPage(page)
      await playground.open(PACED)
      await playground.trainPast(60)
      const before = await pausedNumbers(playground)
      await openSlowly(page)
      await page.reload()
      await expect(playground.status).toHaveText(looking)
      await page.getByRole('button', { name: button, exact: true }).click()
      if (button !== 'Train') {
        await expect(playground.status).toContainText('Ready')
        await playground.train.click()
      }
      await playground.waitForStep(20)
      await expect(page.getByText('The numbers of your last visit have been found')).toBeVisible()
      const meanwhile = await pausedNumbers(playground)
      expect(meanwhile.metrics[0]).toMatchObject({ step: '0' })
      await page.getByRole('button', { name: 'Bring it back' }).click()
      await expectBack(playground, before)
      // What was trained meanwhile has not been dropped.
      await page.getByRole('button', { name: 'Undo' }).click()
      await expectBack(playground, meanwhile)
      expect(await countSaved(page)).toBe(2)
    })
})

test.describe('a record that is deleted while it is trained', () => {
  const deletions: Record<string, (other: Page) => Promise<unknown>> = {
    'by Delete all in another tab': async (other) => {
      const dialog = await openDialog(other)
      await dialog.getByRole('button', { name: 'Delete all' }).click()
      await dialog.getByRole('button', { name: 'Really delete all' }).click()
    },
    'with the whole database': (other) =>
      other.evaluate(
        (name) =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name)
            request.onsuccess = () => resolve()
            request.onerror = () => reject(request.error!)
          }),
        SAVED,
      ),
  }
  for (const [name, remove] of Object.entries(deletions))
    test(`is kept again, ${name}`, async ({ page, context }) => {
      const playground = new PlaygroundPage(page)
      await playground.open(PACED)
      const other = await newPlayground(context, `${LINK}&seed=9`)
      await page.bringToFront()
      await playground.trainPast(300)
      await remove(other.page)
      await expect(
        page.getByText('All numbers of this page have been kept once more'),
      ).toBeVisible()
      await playground.waitForStep((await playground.step()) + 100)
      const before = await pausedNumbers(playground)
      expect(before.metrics[0]).toMatchObject({ step: '0' })
      await expectReloaded(playground, before)
    })

  test('is not claimed to be kept where nothing is trained', async ({ page, context }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(PACED)
    await playground.trainPast(100)
    const before = await pausedNumbers(playground)
    const other = await newPlayground(context, `${LINK}&seed=9`)
    await deletions['by Delete all in another tab']!(other.page)
    await expect(other.page.getByText('Nothing is kept here yet')).toBeVisible()
    await expect(page.getByText('Its numbers are on this page alone')).toBeVisible()
    await playground.train.click()
    await expect(page.getByText('All numbers of this page have been kept once more')).toBeVisible()
    await expect(page.getByText('Its numbers are on this page alone')).toBeHidden()
    const after = await pausedNumbers(playground)
    expect(after.metrics.slice(0, before.metrics.length)).toEqual(before.metrics)
    await expectReloaded(playground, after)
    // With nobody there to notice.
    await page.goto('about:blank')
    await other.page.evaluate(
      (name) => new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve)),
      SAVED,
    )
    await page.goBack()
    await page.reload()
    await expect(playground.status).toContainText('Ready')
    const gone = page.getByText('is no longer there')
    await expect(gone).toBeVisible()
    expect(await playground.step()).toBe(0)
    // Another experiment is none of which anything was kept.
    await playground.open(`${LINK}&seed=8`)
    await page.reload()
    await expect(playground.status).toContainText('Ready')
    await expect(gone).toBeHidden()
  })
})

test('a record without its beginning says where its numbers begin', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(PACED)
  await playground.trainPast(500)
  const before = await pausedNumbers(playground)
  const first = await page.evaluate(async (name) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error!)
      })
    const database = await settled(indexedDB.open(name))
    const chunks = database.transaction('chunks', 'readwrite').objectStore('chunks')
    const [key] = await settled(chunks.getAllKeys())
    await settled(chunks.delete(key!))
    const [next] = (await settled(chunks.getAll())) as { blocks: { firstStep: number }[] }[]
    database.close()
    return next!.blocks[0]!.firstStep
  }, SAVED)
  expect(first).toBeGreaterThan(0)
  await page.reload()
  await expect(
    page.getByText(
      `The numbers of your last visit are back from step ${first} to step ` +
        `${before.step}; the earlier ones were deleted.`,
    ),
  ).toBeVisible()
  await expect(playground.status).toContainText('Paused')
  const isThere = ({ step }: Row) => Number(step) >= first
  const rows = await playground.exportRows('Metrics (CSV)')
  expect(rows).toEqual(before.metrics.filter(isThere))
  await playground.train.click()
  await playground.waitForStep(before.step + 50)
  await playground.pauseTraining()
  await page.waitForTimeout(1500)
  await page.reload()
  await expect(page.getByText(`are back from step ${first} to step`)).toBeVisible()
})

test.describe('a storage that is full', () => {
  /** Until `isFull` of the page is false. */
  const fill = (page: Page) =>
    page.addInitScript(() => {
      const { add } = IDBObjectStore.prototype
      const flags = globalThis as unknown as { isFull?: boolean }
      IDBObjectStore.prototype.add = function (...args) {
        if (flags.isFull) throw new DOMException('full', 'QuotaExceededError')
        return add.apply(this, args)
      }
    })
  const setFull = (page: Page, isFull: boolean) =>
    page.evaluate((value) => Object.assign(globalThis, { isFull: value }), isFull)
  const full = 'The storage of this browser is full'
  const again = 'This experiment is kept in this browser again, with all its numbers.'

  for (const way of ['a saved experiment is deleted', 'there is room again'])
    test(`keeps again once ${way}`, async ({ page }) => {
      await fill(page)
      const playground = new PlaygroundPage(page)
      await playground.open(`${LINK}&seed=9&steps=20`)
      await playground.trainToLimit()
      const old = await openDialog(page)
      await old.getByRole('button', { name: 'Rename' }).click()
      await old.getByRole('textbox', { name: 'Name of the saved experiment' }).fill('Old')
      await page.keyboard.press('Enter')
      await expect(old.getByText('Old')).toBeVisible()
      await old.getByRole('button', { name: 'Close' }).click()

      await page.goto('about:blank')
      await playground.open(PACED)
      await playground.trainPast(200)
      await setFull(page, true)
      await expect(page.getByText(full)).toBeVisible()
      const steps = /([\d,]+) steps of 20 images, seed 1/
      const claimed = async () => {
        const dialog = await openDialog(page)
        const text = await dialog.getByText(steps).textContent()
        await dialog.getByRole('button', { name: 'Close' }).click()
        return Number(steps.exec(text!)![1]!.replaceAll(',', ''))
      }
      const kept = await claimed()
      await playground.waitForStep(kept + 300)
      expect(await claimed()).toBe(kept)

      await setFull(page, false)
      if (way === 'a saved experiment is deleted') {
        const dialog = await openDialog(page)
        const item = dialog.getByRole('listitem').filter({ hasText: 'Old' })
        await item.getByRole('button', { name: 'Delete' }).click()
        await dialog.getByRole('button', { name: 'Close' }).click()
        await expect(page.getByText(again)).toBeVisible({ timeout: 5000 })
      } else await expect(page.getByText(again)).toBeVisible({ timeout: 60_000 })
      await expect(page.getByText(full)).toBeHidden()
      await expectReloaded(playground, await pausedNumbers(playground))
    })

  test('is that of the browser: a quota of 1,000 bytes, and then more', async ({
    page,
    context,
  }) => {
    test.setTimeout(300_000)
    const playground = new PlaygroundPage(page)
    await playground.open(PACED)
    await playground.trainPast(200)
    const session = await context.newCDPSession(page)
    const { origin } = new URL(page.url())
    const expectAfter = async (quota: { quotaSize?: number }, text: string) => {
      await session.send('Storage.overrideQuotaForOrigin', { origin, ...quota })
      await expect(page.getByText(text)).toBeVisible({ timeout: QUOTA_SEEN_MS })
    }
    await expectAfter({ quotaSize: 1000 }, full)
    const meanwhile = await playground.step()
    await playground.waitForStep(meanwhile + 100)
    await expect(page.getByText(full)).toHaveCount(1)
    await expectAfter({}, again)
    await expect(page.getByText(full)).toBeHidden()
    await expectReloaded(playground, await pausedNumbers(playground))
  })

  test('keeps the experiment of the page where all saved ones are deleted', async ({ page }) => {
    await fill(page)
    const playground = new PlaygroundPage(page)
    await playground.open(PACED)
    await playground.trainPast(200)
    await setFull(page, true)
    await expect(page.getByText(full)).toBeVisible()
    await setFull(page, false)
    const dialog = await openDialog(page)
    await dialog.getByRole('button', { name: 'Delete all' }).click()
    await dialog.getByRole('button', { name: 'Really delete all' }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText(again)).toBeVisible()
    await expectReloaded(playground, await pausedNumbers(playground))
  })
})

test('a browser that keeps nothing is said once', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  const playground = new PlaygroundPage(page)
  await playground.open(`${LINK}&steps=50`)
  const sentence = page.getByText('This browser keeps nothing for this page')
  await playground.trainToLimit()
  await expect(sentence).toHaveCount(1)
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()
  await page.waitForTimeout(2000)
  await expect(sentence).toHaveCount(0)
})

test.describe('one experiment in two tabs', () => {
  const copy = 'This experiment is open in another tab; here is a copy.'

  /** Both train on, each keeps all of its own numbers. */
  async function expectBothKept(first: PlaygroundPage, second: PlaygroundPage): Promise<void> {
    const shared = await second.step()
    await second.train.click()
    await second.waitForStep(shared + 60)
    const mine = await pausedNumbers(second)
    await first.page.bringToFront()
    await first.waitForStep(mine.step + 60)
    const theirs = await pausedNumbers(first)
    expect(theirs.step).not.toBe(mine.step)
    await expectReloaded(first, theirs)
    await second.page.bringToFront()
    await expectReloaded(second, mine)
    for (const { page } of [first, second]) await expect(page.getByText(copy)).toBeHidden()
    expect(await countSaved(first.page)).toBe(2)
  }

  test('are two, where a saved one is opened', async ({ page, context }) => {
    const first = new PlaygroundPage(page)
    await first.open(PACED)
    await first.trainPast(100)
    const second = await newPlayground(context, `${LINK}&seed=9`)
    const dialog = await openDialog(second.page)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(second.page.getByText(copy)).toBeVisible()
    await expect(second.status).toContainText('Paused')
    await expectBothKept(first, second)
  })

  test('are two, where the page is opened a second time', async ({ page, context }) => {
    const first = new PlaygroundPage(page)
    await first.open(PACED)
    await first.trainPast(200)
    const second = new PlaygroundPage(await context.newPage())
    await second.page.goto('./')
    await expect(second.page.getByText(copy)).toBeVisible()
    await expectBothKept(first, second)
  })

  test('are two, where a tab is duplicated and reloaded', async ({ page, context }) => {
    const first = new PlaygroundPage(page)
    await first.open(PACED)
    await first.trainPast(200)
    const stored = await page.evaluate(() => ({ ...sessionStorage }))
    const second = new PlaygroundPage(await context.newPage())
    await second.page.goto(page.url())
    await second.page.evaluate((entries) => Object.assign(sessionStorage, entries), stored)
    await second.page.reload()
    await expect(second.page.getByText(copy)).toBeVisible()
    await expectBothKept(first, second)
  })

  test('are told apart where the browser has no locks', async ({ page, context }) => {
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
    )
    const first = new PlaygroundPage(page)
    await first.open(PACED)
    await first.trainPast(200)
    const second = new PlaygroundPage(await context.newPage())
    await second.page.goto('./')
    await expect(second.status).toContainText('Paused')
    await second.train.click()
    const told = 'This experiment goes on in another tab.'
    const count = async ({ page: tab }: PlaygroundPage) => tab.getByText(told).count()
    await expect.poll(async () => (await count(first)) + (await count(second))).toBe(1)
    await second.waitForStep(400)
    const mine = await pausedNumbers(second)
    await first.page.bringToFront()
    await first.waitForStep(mine.step + 60)
    const theirs = await pausedNumbers(first)
    await expectReloaded(first, theirs)
    await second.page.bringToFront()
    await expectReloaded(second, mine)
  })
})
