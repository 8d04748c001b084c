/**
 * Times one training step of every rule on the MLP of the bench, on wasm under Node.
 *
 *   node bench/ruleSteps.mjs [--rounds 15] [--steps 40] [--only ID ...]
 *                            [--instruments [--webgpu | --gpu] [--dense]]
 *
 * `--only` is a rule or a set of instruments, beside what all are compared with.
 * With `--instruments` ALI-G alone, with each of the instruments, compared with none of them; with
 * `--webgpu` recorded in a browser, with `--gpu` on the machine's graphics card. With `--dense` every
 * step is measured (the noise every fifth): a tenth of what that costs is seen where the cost itself is
 * lost in the unrest of the machine.
 *
 * Rules take turns in every round; each is compared with SGD round by round, so that a busy moment
 * of the machine meets both.
 */
import { loadavg, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ratio, spread } from './measure/statistics.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    steps: { type: 'string' },
    only: { type: 'string', multiple: true },
    instruments: { type: 'boolean', default: false },
    webgpu: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    dense: { type: 'boolean', default: false },
  },
})
const { instruments, webgpu, gpu } = options
const stride = options.dense ? 10 : 1
const rounds = Number(options.rounds)
// The curvature is measured every 200 steps: each round has one measurement.
const steps = Number(options.steps ?? (instruments ? 200 : 40))
const BASE = instruments ? 'off' : 'sgd'

const load = () => loadavg()[0].toFixed(1)
const before = load()
const { runs: all, end } = await openRuns()
const runs = all
  .filter(({ id }) => id === BASE || (options.only?.includes(id) ?? true))
  .map((run) => ({ ...run, ms: [] }))
for (const run of runs) await run.time(5)
for (let round = 0; round < rounds; round++) {
  const turn = round % runs.length
  for (const run of [...runs.slice(turn), ...runs.slice(0, turn)])
    run.ms.push(await run.time(steps))
}
await end()

const base = runs.find(({ id }) => id === BASE)
const digits = (value) => value.toPrecision(3)
console.log(
  `${cpus().length} cores, Node ${process.version}, ${rounds} rounds of ${steps} steps. ` +
    `Load before: ${before}, after: ${load()}.\n`,
)
const row = (cells) => console.log(`| ${cells.join(' | ')} |`)
const head = instruments ? ['instruments'] : ['rule', 'states of weights']
row([...head, 'ms/step', `times ${instruments ? 'off' : 'SGD'}`, 'middle half'])
row(['---', ...Array.from({ length: head.length + 2 }, () => '---:')])
for (const { id, vectors, ms } of runs) {
  const { median, q1, q3 } = ratio(ms, base.ms)
  row([
    ...[`\`${id}\``, ...(vectors === undefined ? [] : [vectors])],
    ...[digits(spread(ms).median), digits(median), `${digits(q1)} to ${digits(q3)}`],
  ])
}

async function openRuns() {
  if (instruments && (webgpu || gpu)) {
    const { measuredRunsInBrowser } = await import('./measuredSteps/inBrowser.mjs')
    return measuredRunsInBrowser(gpu, stride)
  }
  const { wasmModule } = await import('./workplace/wasmModule.mjs')
  const module = await wasmModule(new URL('./ruleRuns.ts', import.meta.url))
  const runs = instruments ? module.createMeasuredRuns(stride) : module.createRuns()
  return { runs, end: () => {} }
}
