import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserFlags, requireBrowser } from './scripts/browser.mjs'

const BROWSER_TESTS = 'src/**/*.browser.test.{ts,tsx}'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'src/**/*.test.{ts,tsx,mjs}',
            'scripts/**/*.test.{ts,mjs}',
            'bench/**/*.test.mjs',
          ],
          exclude: [BROWSER_TESTS],
          testTimeout: 20_000,
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
                executablePath: await requireBrowser(),
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
