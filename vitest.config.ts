import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserFlags, findBrowser } from './scripts/browser.mjs'

const BROWSER_TESTS = 'src/**/*.browser.test.{ts,tsx}'
/** Trainings on every backend, whole data sets, thousands of random links: not in `npm run test:unit`. */
const SLOW_TESTS = '{src,scripts}/**/*.slow.test.{ts,mjs}'
/** They replace modules or kernels, which the tests after them in the same thread would meet. */
const ISOLATED_TESTS = 'src/**/*.isolated.test.{ts,tsx}'

// Where there is none, Playwright says so when a browser test starts; the others need no browser.
const executablePath = await findBrowser()

export default defineConfig({
  test: {
    // Vitest leaves a core to the terminal otherwise, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          pool: 'threads',
          // A thread for each file took half of the time, most of it to load the same modules.
          isolate: false,
          setupFiles: 'scripts/sharedThread.mjs',
          include: [
            'src/**/*.test.{ts,tsx,mjs}',
            'scripts/**/*.test.{ts,mjs}',
            'bench/**/*.test.mjs',
          ],
          exclude: [BROWSER_TESTS, SLOW_TESTS, ISOLATED_TESTS],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'node-isolated',
          environment: 'node',
          pool: 'threads',
          include: [ISOLATED_TESTS],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          environment: 'node',
          pool: 'threads',
          include: [SLOW_TESTS],
          testTimeout: 120_000,
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'browser',
          include: [BROWSER_TESTS],
          // A step of stock WebGPU takes a fifth of a second without a graphics card.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: browserFlags,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
