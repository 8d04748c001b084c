import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

/** The long trainings of `npm run learn`: the same page and browser, other files, more time. */
export default defineConfig({
  ...tests,
  testMatch: '*.learn.ts',
  outputDir: 'test-results/learn',
  timeout: 90 * 60_000,
  reporter: 'list',
})
