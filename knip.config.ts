import type { KnipConfig } from 'knip'

/**
 * What counts as used, beside what the plugins of knip find by themselves (package.json, Vite,
 * vitest, Playwright, ESLint). `knip --production` looks at what the page is made of alone, which the
 * patterns with "!" name: a file that only tests import is not left there. An export for a test of
 * its own is fine.
 */
export default {
  entry: [
    // Built or started by path: pages of the benchmarks, programs of their own, workers.
    'bench/*.mjs',
    'bench/{ruleRuns,teamRuns}.ts',
    'bench/card/{pack,conduct}.mjs',
    'bench/measuredSteps/page.ts',
    'bench/webgpuKernels/{run.mjs,page.ts}',
    'bench/workplace/{page.ts,worker.ts,service.ts,nodeProcess.mjs,helperThread.mjs}',
    'scripts/*.mjs',
    // Makes the fixtures of the page's first version again.
    'playwright.version1.config.ts',
    'e2e/version1/make.ts',
    'scripts/claims/{engine.ts,spirals.mjs}',
    'scripts/cluster/sweep.ts',
    'scripts/setup/packOne.mjs',
    'e2e/update/build.mjs',
    'src/worker/*.worker.ts!',
    'src/offline/serviceWorker.ts!',
    // Only the AssemblyScript compiler reads these.
    'src/engine/kernels/wasm/native/assembly/index.ts!',
  ],
  project: [
    'src/**/*.{ts,tsx}!',
    '!src/**/testing/**!',
    '!src/**/testing.ts!',
    '!src/**/*.fixture.ts!',
    '{scripts,bench,e2e}/**/*.{ts,mjs}',
    '*.{ts,js,mjs}',
  ],
  // A type in the signature of an exported function keeps a name that others can use.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Of Debian's packages; without them the tests in Firefox and WebKit are skipped.
  ignoreBinaries: ['Xvfb', 'WebKitWebDriver'],
  treatConfigHintsAsErrors: true,
} satisfies KnipConfig
