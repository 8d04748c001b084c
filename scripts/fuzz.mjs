/**
 * Reads hostile links by the million: valid ones after accidents, keys that objects inherit, huge
 * numbers, any Unicode, endless repetition. None may throw, lead out of the schema, or come back as
 * another experiment.
 *
 *   npm run fuzz [-- COUNT [SEED]]
 */
import { runnerImport } from 'vite'
import { fromRoot } from './setup/paths.mjs'

const MOST = 100_000_000

/** A whole number from 1 on out of the command line. */
function whole(text, byDefault, most) {
  if (text === undefined) return byDefault
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  console.error(
    `"${text}" is not a whole number from 1 to ${most}. Usage: npm run fuzz [-- COUNT [SEED]]`,
  )
  process.exit(2)
}

const count = whole(process.argv[2], 1_000_000, MOST)
const seed = whole(process.argv[3], Math.ceil(Math.random() * 1e6), 1e9)
const { module } = await runnerImport(fromRoot('src/experiment/testing/fuzzLinks.ts'), {
  configFile: false,
  root: fromRoot(),
  logLevel: 'error',
})

const started = performance.now()
const seconds = () => ((performance.now() - started) / 1000).toFixed(1)
const sum = (faults) => Object.values(faults).reduce((total, one) => total + one, 0)
const figures = module.fuzzLinks(count, seed, ({ links, faults }) => {
  if (links % 100_000 === 0) console.log(`${links} links, ${seconds()} s, ${sum(faults)} faults`)
})

const { links, read, told, faults, shortest } = figures
console.log(`\n${links} hostile links (seed ${seed}) in ${seconds()} s`)
console.log(`  ${read} read as links to an experiment, ${told} with notices`)
for (const [fault, times] of Object.entries(faults)) {
  console.log(
    `  ${times} ${fault}${times > 0 ? `, such as ${JSON.stringify(shortest[fault])}` : ''}`,
  )
}
process.exitCode = sum(faults) === 0 ? 0 : 1
