/**
 * What the built page may weigh: the sizes as a host sends them (gzip), and an error where one is
 * above its limit. A limit that has to grow grows here, in sight of whoever reads the change.
 */
import { existsSync } from 'node:fs'
import { fromRoot } from './setup/paths.mjs'
import { gzipBytes, scriptsOfPage, scriptsOfWorker, styles } from './sizes/builtFiles.mjs'

const KB = 1000
const folder = fromRoot('dist')

const budgets = [
  // The bar with the experiment, the strip of notes and the moving step are in sight at once. What
  // they open is loaded when it is opened.
  { what: 'JavaScript that the page loads at once', limit: 190, find: () => scriptsOfPage(folder) },
  {
    what: 'JavaScript that the training worker loads at once',
    limit: 95,
    find: () => scriptsOfWorker(folder, 'train.worker'),
  },
  // One file, with the rules for paper and for colours that the system forces.
  { what: 'Styles', limit: 14, find: () => styles(folder) },
]

if (existsSync(folder)) for (const budget of budgets) await check(budget)
else fail('There is no built page to measure. Run "npm run build" first.')

async function check({ what, limit, find }) {
  const files = await find()
  if (files.length === 0) return fail(`${what}: the build has no such file.`)
  const size = (await gzipBytes(folder, files)) / KB
  console.log(`${what}: ${size.toFixed(1)} kB of ${limit} kB (gzip, ${files.length} files)`)
  if (size <= limit) return
  fail(
    `${what}: ${size.toFixed(1)} kB are more than the ${limit} kB that are allowed. Load some of ` +
      'it later, or raise the limit in scripts/sizeBudgets.mjs and say why.',
  )
}

function fail(sentence) {
  console.error(sentence)
  process.exitCode = 1
}
