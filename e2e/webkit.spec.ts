import { expect, test } from '@playwright/test'
import { fourFiles } from './userFiles'
import { parseCsv, PlaygroundPage, withoutSeconds } from './playgroundPage'
import { startWebKit, whyNoWebKit, type WebKitBrowser } from './webkit/browser'
import { WebKitPage } from './webkit/webkitPage'

const LINK = 'v=1&steps=100&backend=wasm'
const reason = whyNoWebKit()

test.skip(reason !== null, reason ?? '')

let webkit: WebKitBrowser
test.beforeAll(async () => {
  webkit = await startWebKit()
})
test.afterAll(() => webkit?.close())

test('WebKit trains the same link to the same numbers as Chromium', async ({ page, baseURL }) => {
  test.setTimeout(240_000)
  const inWebKit = new WebKitPage(webkit, baseURL!)
  await inWebKit.open(LINK)
  await inWebKit.trainToLimit(100_000)
  const rows = parseCsv(await inWebKit.exportText('Metrics (CSV)'))
  expect(rows).toHaveLength(300)

  const inChromium = new PlaygroundPage(page)
  await inChromium.open(LINK)
  await inChromium.trainToLimit()
  const expected = await inChromium.exportRows('Metrics (CSV)')
  expect(withoutSeconds(rows)).toEqual(withoutSeconds(expected))
})

test("WebKit reads and trains on files of one's own", async ({ baseURL }) => {
  const page = new WebKitPage(webkit, baseURL!)
  await page.open('v=1&steps=20&batch=50&eval=1000&backend=wasm')
  await page.drop(fourFiles())
  expect(await page.textOfGroup('Your own data')).toContain(
    '2,000 training and 500 test images, 22 x 24 in grey, 10 classes',
  )
  await page.waitForStatus('Ready')
  await page.trainToLimit()
  expect(parseCsv(await page.exportText('Metrics (CSV)'))).toHaveLength(60)
})
