/**
 * Draws the page's icons and the picture that messages show beside a link, from public/favicon.svg
 * and the recorded first steps: `npm run pictures`, after either has changed.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { requireBrowser } from './browser.mjs'
import { iconPage, icons } from './pictures/icons.mjs'
import { linkPreview, SIZE } from './pictures/linkPreview.mjs'
import { fromRoot } from './setup/paths.mjs'

const folder = fromRoot('public', 'icons')
const icon = await readFile(fromRoot('public', 'favicon.svg'), 'utf8')
const recorded = JSON.parse(await readFile(fromRoot('src/ui/recorded/firstSteps.json'), 'utf8'))
await mkdir(folder, { recursive: true })

const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage()
  const draw = async (html, { width, height }, path) => {
    await page.setViewportSize({ width, height })
    await page.setContent(html)
    await page.screenshot({ path, omitBackground: true })
    console.log(`Drew ${path}.`)
  }
  for (const form of icons) {
    const size = { width: form.size, height: form.size }
    await draw(iconPage(form, icon), size, join(folder, form.file))
  }
  await draw(linkPreview(recorded, icon), SIZE, fromRoot('public', 'preview.png'))
} finally {
  await browser.close()
}
