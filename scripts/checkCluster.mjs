/**
 * Runs an exported sweep of 12 trials on SLURM and on Dask, on this machine: kills a worker in the
 * middle of the sweep and later everything, starts it again, and checks that nothing that was done is
 * done twice, that nothing is missing, and that the results are the page's own: losses of the first
 * 20 steps to 1e-3, final accuracies within the spread that is said below. Some minutes.
 * As root under Debian it installs what it needs; elsewhere it says what it skips.
 * docs/cluster.md says more.
 *
 *   npm run check:cluster
 *   npm run check:cluster -- dask        one of them: slurm, dask
 */
import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runnerImport } from 'vite'
import { loadEngine } from './claims/loadEngine.mjs'
import { trainOnDask } from './cluster/dask.mjs'
import { clusterSoftware } from './cluster/install.mjs'
import { rowsIn } from './cluster/rows.mjs'
import { trainOnSlurm } from './cluster/slurm.mjs'
import { changedRows, compareFolder } from './cluster/verify.mjs'
import { writeFolder } from './cluster/writeFolder.mjs'
import { fromRoot } from './setup/paths.mjs'

/** Two optimizers at three rates with two seeds; SGD at the largest one diverges. */
const LINK =
  'v=1&data=spirals&model=mlp&width=24&depth=2&activation=relu&batch=30&noise=0.1&seeds=2&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:100&view.stripValues=3&view.stripEpochs=200'
const STEPS = 20
const TOLERANCE = 1e-3
/** Of the final test accuracy: after thousands of steps two ways of rounding are two trainings. */
const SPREAD = 0.03

const wanted = process.argv.slice(2)
const isWanted = (name) => wanted.length === 0 || wanted.includes(name)
const { python, hasSlurm, isRoot } = await clusterSoftware()
const engines = []
if (python === undefined)
  console.log(
    'Skipped: there is no Python with torch, numpy and distributed, and this may not install one ' +
      '(Debian, as root: apt-get install python3-torch python3-distributed).',
  )
else {
  if (isWanted('dask')) engines.push(['Dask, two workers', (folder) => trainOnDask(folder, python)])
  if (!isWanted('slurm')) console.log('SLURM was not asked for.')
  else if (!hasSlurm || !isRoot)
    console.log('Skipped: SLURM needs slurm-wlm and munge of Debian, and root to start them.')
  else engines.push(['SLURM, one node', (folder, place) => trainOnSlurm(folder, python, place)])
}

let failed = 0
if (engines.length > 0) {
  const { module } = await runnerImport(fromRoot('scripts/cluster/sweep.ts'), { configFile: false })
  const { trials, files } = module.sweepOf(LINK)
  const own = await ownTrials(trials)
  // Processes are found by the folder that they work in.
  const place = await realpath(await mkdtemp(join(tmpdir(), 'cluster-check-')))
  try {
    for (const [name, train] of engines) {
      const folder = join(place, name.split(/\W/)[0].toLowerCase())
      await writeFolder(folder, files)
      failed += (await check(name, folder, own, train)) ? 0 : 1
    }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
  console.log(`\n${engines.length - failed} passed, ${failed} failed`)
}
process.exitCode = failed === 0 ? 0 : 1

/** The same trials by the page's engine on WebAssembly. */
async function ownTrials(trials) {
  const { trainTrial } = await loadEngine('wasm')
  const known = new Map()
  const results = []
  for (const { experiment, optimizer } of trials) {
    const key = JSON.stringify(experiment)
    if (!known.has(key)) known.set(key, await trainTrial(experiment))
    const run = experiment.runs.findIndex((config) => config.optimizer === optimizer)
    results.push(known.get(key)[run])
  }
  return results
}

async function check(name, folder, own, train) {
  const started = Date.now()
  const before = await train(folder, `${folder}-engine`)
  const { stdout } = await promisify(execFile)(python, ['gather.py'], { cwd: folder })
  const twice = changedRows(before, await rowsIn(folder))
  const { rows, diverged, loss, accuracy, wrong } = await compareFolder(folder, own, STEPS)
  if (before.size === 0 || before.size === own.length)
    wrong.push(`${before.size} rows were there when it was started again`)
  if (twice.length > 0) wrong.push(`trained twice: ${twice.join(', ')}`)
  const ok = wrong.length === 0 && loss <= TOLERANCE && accuracy <= SPREAD
  console.log(
    `${ok ? 'ok    ' : 'FAILED'}  ${name}: ${stdout.trim()} ${before.size} of ${rows} were there when ` +
      `it was started again, ${twice.length} of them trained twice; ${diverged} diverged. Largest ` +
      `difference to the page: ${loss.toExponential(1)} of the loss over ${STEPS} steps, ` +
      `${(100 * accuracy).toFixed(1)} points of the final accuracy. ` +
      `${Math.round((Date.now() - started) / 1000)} s${wrong.map((one) => `\n        ${one}`).join('')}`,
  )
  return ok
}
