import { createServer, type AddressInfo } from 'node:net'
import { defineConfig } from '@playwright/test'
import { browserFlags, requireBrowser } from './scripts/browser.mjs'

const FOLDER = '/some/sub/path/'

/** A port that nobody uses. Kept in the environment, since every worker reads this file again. */
async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return String(port)
}
const port = (process.env['E2E_PORT'] ??= await freePort())

/** The built page in a sub-path of a static host, as people will meet it: build it first. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  // Training fills the processor; two tests at once would only wait for each other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}${FOLDER}`,
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 900 },
    // Files that a service worker hands out pass by page.route, and its own requests would be counted
    // as the page's. e2e/offline.spec.ts and e2e/update.spec.ts let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: await requireBrowser(), args: browserFlags },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port} --path ${FOLDER}`,
    url: `http://127.0.0.1:${port}${FOLDER}`,
    reuseExistingServer: false,
  },
})
