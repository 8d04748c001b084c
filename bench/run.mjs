/**
 * The benchmark: this engine and its peers, side by side in one run.
 *
 *   npm run bench -- [--only NAME,NAME] [--quick] [--node] [--gpu] [--python PATH] [--write-readme]
 *
 * See README.md for what it measures and how to read it.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { fromRoot } from '../scripts/setup/paths.mjs'
import {
  measureJavascript,
  measureMemory,
  measureOptimizers,
  measureRuns,
} from './measure/engineFigures.mjs'
import { measurePage } from './measure/pageTimes.mjs'
import { measureSteps } from './measure/steps.mjs'
import { judge } from './report/bars.mjs'
import { writeReadme } from './report/readme.mjs'
import { report } from './report/table.mjs'
import { writeFormatted } from './report/writeFormatted.mjs'
import { openBrowserHost } from './workplace/browserHost.mjs'
import { buildService } from './workplace/buildService.mjs'
import { openNodeHost } from './workplace/nodeHost.mjs'
import { openTorchHost, torchVersion } from './workplace/torchHost.mjs'

const SECTIONS = ['steps', 'javascript', 'optimizers', 'runs', 'memory', 'page']
const MODELS = ['softmax', 'mlp', 'cnn', 'resnet']
/** The engine's figures beside itself are taken on these. */
const OWN_MODELS = ['mlp', 'cnn']

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    node: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string' },
    'write-readme': { type: 'boolean', default: false },
  },
})
const { quick, gpu } = values
const plan = {
  rounds: Number(values.rounds ?? (quick ? 3 : 15)),
  roundMs: quick ? 200 : 500,
  limitMs: quick ? 15_000 : 45_000,
}
const { module } = await runnerImport(fromRoot('bench/engines/registry.ts'))
const { sections, models, engines } = chosen(values.only, module.ENGINES)

const cache = (name) => fromRoot('.cache/bench', name)
const notes = []
const load = () => loadavg()[0].toFixed(1)
const say = (line) => console.error(`  ${line}`)
const loadBefore = load()

if (!values.node) {
  const { ensureBrowser } = await import('../scripts/setup/browser.mjs')
  await ensureBrowser()
}
const host = values.node
  ? openNodeHost({
      program: fromRoot('bench/workplace/nodeProcess.mjs'),
      service: await buildService(cache('node')),
    })
  : await openBrowserHost({ gpu, cacheDir: cache('workplace') })
const torch = await openTorch()
const hosts = { native: torch }
const results = { date: new Date().toISOString().slice(0, 10), quick }

try {
  results.machine = {
    cores: availableParallelism(),
    architecture: process.arch,
    platform: process.platform,
    runtime: host.version,
    adapter: await host.adapter(),
    loadBefore,
  }
  if (sections.has('steps')) {
    results.steps = []
    for (const model of models) {
      console.error(`\n${model}`)
      const hostOf = ({ backend }) => (backend in hosts ? hosts[backend] : host)
      results.steps.push(...(await measureSteps(model, engines, hostOf, plan, say)))
    }
  }
  const own = models.filter((model) => OWN_MODELS.includes(model))
  const has = (id) => engines.some((engine) => engine.id === id)
  for (const [section, measure, ids] of [
    ['javascript', measureJavascript, ['ours-webgpu', 'ours-webgpu-eager', 'tfjs-webgpu']],
    ['optimizers', measureOptimizers, ['ours-webgpu', 'ours-wasm']],
    ['runs', measureRuns, ['ours-webgpu', 'ours-wasm']],
  ]) {
    if (!sections.has(section)) continue
    results[section] = []
    for (const model of own) {
      for (const id of ids.filter(has)) {
        say(`${section}: ${model}, ${id}`)
        const found = await attempt(section, () => measure(host, id, model, plan))
        if (found) results[section].push(...[found].flat())
      }
    }
  }
  if (sections.has('memory') && has('ours-webgpu')) {
    say('memory')
    const marks = quick ? [300, 900] : [2200, 8200]
    const found = await attempt('memory', () => measureMemory(host, 'ours-webgpu', models, marks))
    results.memory = found ?? []
  }
  if (sections.has('page')) {
    if (values.node) notes.push('The page is not measured without a browser.')
    else {
      say('page')
      const options = { gpu, cacheDir: cache('page'), visits: quick ? 2 : 7 }
      results.page = (await attempt('page', () => measurePage(options))) ?? []
    }
  }
} finally {
  await host.end()
  await torch?.end()
}

for (const row of results.steps ?? []) {
  if (row.note && row.ms) notes.push(`${nameOf(row)}: ${row.note}.`)
  const words = row.absent ?? row.failure ?? row.remark
  if (words) notes.push(`${row.model}, ${nameOf(row)}: ${words}`)
  if (row.agrees === false) {
    notes.push(
      `${row.model}, ${nameOf(row)} does not compute what the others do: its first losses are ` +
        `${row.losses.join(', ')}.`,
    )
  }
}
for (const words of new Set(host.errors)) notes.push(`The page reported: ${words}`)
results.notes = [...new Set(notes)]
results.machine.loadAfter = load()
results.bars = judge(results)

const text = report(results)
console.log(`\n${text}\n`)
// The record is of a full run; a part of one, or a quick one, is not to take its place.
const isWhole = values.only === '' && !quick && !values.node
const record = isWhole ? fromRoot('bench/results.json') : cache('results.json')
await writeFormatted(record, JSON.stringify(results, digits))
console.error(`  ${record}`)
if (values['write-readme']) await writeReadme(fromRoot('bench/README.md'), text)
process.exit(0)

function nameOf({ label, backend }) {
  return `${label} (${backend})`
}

/** Six significant digits are more than a time has; counts stay whole. */
function digits(_, value) {
  const isFraction = typeof value === 'number' && !Number.isInteger(value)
  return isFraction ? Number(value.toPrecision(6)) : value
}

/** A section that fails is a sentence in the notes; the others go on. */
async function attempt(section, measure) {
  try {
    return await measure()
  } catch (error) {
    notes.push(`${section}: ${error.message}`)
    say(`${section}: ${error.message}`)
    return undefined
  }
}

/** PyTorch where Python has it and it is asked for. */
async function openTorch() {
  if (!sections.has('steps') || !engines.some(({ backend }) => backend === 'native'))
    return undefined
  const version = torchVersion(values.python)
  if (!version) {
    notes.push(`${values.python} has no PyTorch, so there is no mark of native code.`)
    return undefined
  }
  notes.push(`PyTorch ${version} on the CPU.`)
  const problems = (await runnerImport(fromRoot('bench/problems.ts'))).module
  const script = fromRoot('bench/workplace/torch_process.py')
  return openTorchHost({ python: values.python, script, cacheDir: cache('torch'), problems })
}

/** Words of --only: sections, networks and engines; a kind without a word is taken whole. */
function chosen(only, all) {
  const words = only.split(',').filter(Boolean)
  const pick = (list, nameOf) => {
    const picked = list.filter((one) => words.includes(nameOf(one)))
    return picked.length > 0 ? picked : list
  }
  const known = [...SECTIONS, ...MODELS, ...all.map(({ id }) => id)]
  const unknown = words.filter((word) => !known.includes(word))
  if (unknown.length > 0) {
    console.error(`--only does not know ${unknown.join(', ')}. It knows: ${known.join(', ')}.`)
    process.exit(1)
  }
  return {
    sections: new Set(pick(SECTIONS, (name) => name)),
    models: pick(MODELS, (name) => name),
    engines: pick(all, ({ id }) => id),
  }
}
