import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

/** Makes fixtures as those in fixtures/version1, of the page as it is now: see the README there. */
export default defineConfig({
  ...tests,
  testMatch: 'version1/make.ts',
  outputDir: 'test-results/make',
  reporter: 'list',
})
