/**
 * Times one training step of every rule on the MLP of the bench, on wasm under Node.
 *
 *   node bench/ruleSteps.mjs [--rounds 15] [--instruments]
 *
 * With `--instruments` ALI-G alone, with each of the instruments, compared with none of them.
 *
 * Rules take turns in every round; each is compared with SGD round by round, so that a busy moment
 * of the machine meets both.
 */
import { loadavg, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ratio, spread } from './measure/statistics.mjs'
import { wasmModule } from './workplace/wasmModule.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    instruments: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
// The curvature is measured every 200 steps: each round has one measurement.
const STEPS = options.instruments ? 200 : 40
const BASE = options.instruments ? 'off' : 'sgd'

const module = await wasmModule(new URL('./ruleRuns.ts', import.meta.url))

const load = () => loadavg()[0].toFixed(1)
const before = load()
const all = options.instruments ? module.createMeasuredRuns() : module.createRuns()
const runs = all.map((run) => ({ ...run, ms: [] }))
for (const run of runs) await run.time(5)
for (let round = 0; round < rounds; round++) {
  const turn = round % runs.length
  for (const run of [...runs.slice(turn), ...runs.slice(0, turn)])
    run.ms.push(await run.time(STEPS))
}

const base = runs.find(({ id }) => id === BASE)
const digits = (value) => value.toPrecision(3)
console.log(
  `${cpus().length} cores, Node ${process.version}, ${rounds} rounds of ${STEPS} steps. ` +
    `Load before: ${before}, after: ${load()}.\n`,
)
const row = (cells) => console.log(`| ${cells.join(' | ')} |`)
const head = options.instruments ? ['instruments'] : ['rule', 'states of weights']
row([...head, 'ms/step', `times ${options.instruments ? 'off' : 'SGD'}`, 'middle half'])
row(['---', ...Array.from({ length: head.length + 2 }, () => '---:')])
for (const { id, vectors, ms } of runs) {
  const { median, q1, q3 } = ratio(ms, base.ms)
  row([
    ...[`\`${id}\``, ...(vectors === undefined ? [] : [vectors])],
    ...[digits(spread(ms).median), digits(median), `${digits(q1)} to ${digits(q3)}`],
  ])
}
