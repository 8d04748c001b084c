/**
 * The benchmark on a machine with a graphics card and nothing else: no network, no repository, no
 * Node of its own. It is packed by pack.mjs and started by the script that lies beside it.
 *
 *   ./run.sh [--minutes 8] [--out FOLDER] [--python python3] [--only mlp,cnn] [--software]
 *
 * What is worth most comes first; what there is no time for is said to be missing.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ENGINES } from '../engines/registry'
import { measureJavascript, measureOptimizers, measureRuns } from '../measure/engineFigures.mjs'
import { measureSteps } from '../measure/steps.mjs'
import * as problems from '../problems'
import { report } from '../report/table.mjs'
import { openNodeHost } from '../workplace/nodeHost.mjs'
import { openTorchHost, torchVersion } from '../workplace/torchHost.mjs'
import { measureTiles } from './tiles.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const MODELS = ['mlp', 'cnn', 'softmax', 'resnet']
const OWN = ['ours-webgpu', 'ours-webgpu-eager', 'tfjs-webgpu', 'jax-webgpu']
const TORCH = [
  { id: 'pytorch-cuda-eager', label: 'PyTorch, eager' },
  { id: 'pytorch-cuda-compile', label: 'PyTorch, torch.compile' },
  { id: 'pytorch-cuda-graph', label: 'PyTorch, one CUDA graph' },
].map((engine) => ({ ...engine, backend: 'cuda', rule: 'alig' }))
const PLAN = { rounds: 9, roundMs: 250, limitMs: 10_000 }
/** Software adapters name themselves so. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|^none$/i

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '8' },
    out: { type: 'string', default: process.env.OUT ?? join(here, 'results') },
    python: { type: 'string', default: 'python3' },
    only: { type: 'string', default: MODELS.join(',') },
    software: { type: 'boolean', default: false },
  },
})
const deadline = Date.now() + 60_000 * Number(values.minutes)
const models = MODELS.filter((model) => values.only.split(',').includes(model))
const say = (line) => console.error(`  ${line}`)
const notes = []

const host = openNodeHost({
  program: join(here, 'nodeProcess.mjs'),
  service: join(here, 'service.mjs'),
})
const adapter = await host.adapter()
console.error(`Adapter: ${adapter}`)
if (SOFTWARE.test(adapter) && !values.software) {
  console.error(
    adapter === 'none'
      ? 'WebGPU finds no card here: is the Vulkan driver of the card installed?'
      : 'This is no graphics card. --software measures all the same.',
  )
  process.exit(1)
}
const torch = await openTorch()

const results = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cores: availableParallelism(),
    architecture: process.arch,
    platform: process.platform,
    runtime: host.version,
    adapter,
    loadBefore: loadavg()[0].toFixed(1),
  },
  steps: [],
  javascript: [],
  runs: [],
  optimizers: [],
  tiles: [],
}

/** A minute is kept for what is under way, and for the report. */
const hasTime = () => Date.now() < deadline - 60_000
const engines = [...ENGINES.filter(({ id }) => OWN.includes(id)), ...(torch ? TORCH : [])]
const hostOf = ({ backend }) => (backend === 'cuda' ? torch : host)
const ownModels = models.filter((model) => model === 'mlp' || model === 'cnn')

for (const model of models)
  await section('steps', model, () => measureSteps(model, engines, hostOf, PLAN, say))
for (const model of ownModels) {
  await section('javascript', model, () => measureJavascript(host, 'ours-webgpu', model, PLAN))
  await section('runs', model, () => measureRuns(host, 'ours-webgpu', model, PLAN))
}
for (const model of ownModels) {
  await section('tiles', model, () => measureTiles(host, model, PLAN, hasTime))
  await section('optimizers', model, () => measureOptimizers(host, 'ours-webgpu', model, PLAN))
}

results.machine.loadAfter = loadavg()[0].toFixed(1)
results.notes = notes
const text = report(results)
console.log(`\n${text}\n`)
await save(text)
await host.end()
await torch?.end()
process.exit(0)

/** What was found so far is kept after each section, whatever comes. */
async function section(name, model, measure) {
  if (!hasTime()) return notes.push(`${name}, ${model}: there was no time left.`)
  say(`${name}: ${model}`)
  try {
    results[name].push(...(await measure()))
  } catch (error) {
    notes.push(`${name}, ${model}: ${error.message}`)
    say(error.message)
  }
  await save()
}

async function save(text) {
  await mkdir(values.out, { recursive: true })
  await writeFile(join(values.out, 'results.json'), JSON.stringify(results, null, 1))
  if (text) await writeFile(join(values.out, 'tables.md'), `${text}\n`)
}

async function openTorch() {
  const version = torchVersion(values.python)
  if (!version) {
    notes.push(`${values.python} has no PyTorch, so nothing stands beside WebGPU.`)
    return undefined
  }
  notes.push(`PyTorch ${version}.`)
  const script = join(here, 'torch_process.py')
  const cacheDir = join(values.out, 'problems')
  return openTorchHost({ python: values.python, script, cacheDir, problems })
}
