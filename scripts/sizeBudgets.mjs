/**
 * What the built page may weigh: the sizes as a host sends them (gzip), and an error where one is
 * above its limit. A limit that has to grow grows here, in sight of whoever reads the change.
 */
import { existsSync } from 'node:fs'
import { fromRoot } from './setup/paths.mjs'
import { gzipBytes, scriptsOfPage, scriptsOfWorker, styles } from './sizes/builtFiles.mjs'

const KB = 1000
const folder = fromRoot('dist')

// 215 and 120 since a rule is a text: page and worker both read the language, and the texts of all
// optimizers come with it (8 kB). The bar of experiment and notes took 10 kB more of the page. Lecture
// mode, the tour, the watch for new versions and the instruments took 8 kB of it, 4 of the worker and 1
// of the styles. Spreading runs over several workers took 7 kB of the worker.
const budgets = [
  { what: 'JavaScript that the page loads at once', limit: 225, find: () => scriptsOfPage(folder) },
  {
    what: 'JavaScript that the training worker loads at once',
    limit: 130,
    find: () => scriptsOfWorker(folder, 'train.worker'),
  },
  { what: 'Styles', limit: 16, find: () => styles(folder) },
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
