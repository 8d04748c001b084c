/**
 * Three runs in one thread and spread over workers, each against one run alone: the engine on wasm
 * under Node, without a page.
 *
 *   node bench/workers.mjs [--rounds 15] [--workers 2] [--only mlp,cnn]
 *
 * The three take turns in every round and are compared round by round, so that a busy moment of the
 * machine meets all.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { ratio, spread } from './measure/statistics.mjs'
import { wasmModule } from './workplace/wasmModule.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: 'mlp,cnn,resnet' },
  },
})
const rounds = Number(options.rounds)
const count = Number(options.workers)
/** Steps of a round: a third of a second or more. */
const STEPS = { softmax: 200, mlp: 96, cnn: 48, resnet: 8 }

const load = () => loadavg()[0].toFixed(1)

/** A thread of Node in the shape of a worker of a browser. */
function startThread() {
  const thread = new Worker(new URL('./workplace/helperThread.mjs', import.meta.url))
  const worker = {
    onmessage: null,
    onerror: null,
    postMessage: (message, transfer) => thread.postMessage(message, transfer),
    terminate: () => void thread.terminate(),
  }
  thread.on('message', (data) => worker.onmessage?.({ data }))
  thread.on('error', (error) => {
    throw error
  })
  return worker
}

const { inOneThread, overWorkers } = await wasmModule(new URL('./teamRuns.ts', import.meta.url))
const workers = Array.from({ length: count }, startThread)
const digits = (value) => value.toPrecision(3)
const rows = []
const before = load()
for (const name of options.only.split(',')) {
  const ways = [
    { way: 'one', time: inOneThread(name, 1), ms: [] },
    { way: 'three', time: inOneThread(name, 3), ms: [] },
    { way: 'spread', time: await overWorkers(name, workers), ms: [] },
  ]
  for (const { time } of ways) await time(STEPS[name])
  for (let round = 0; round < rounds; round++) {
    const turn = round % ways.length
    for (const way of [...ways.slice(turn), ...ways.slice(0, turn)])
      way.ms.push(await way.time(STEPS[name]))
  }
  const [one, three, spreadOut] = ways
  const times = ({ ms }) => {
    const { median, q1, q3 } = ratio(ms, one.ms)
    return `${digits(median)} (${digits(q1)} to ${digits(q3)})`
  }
  rows.push([name, digits(spread(one.ms).median), times(three), times(spreadOut)])
}
console.log(
  `${cpus().length} cores, Node ${process.version}, ${count} workers, ${rounds} rounds. ` +
    `Load before: ${before}, after: ${load()}.\n`,
)
console.log('| network | ms/step of one run | three runs in one thread | three over workers |')
console.log('| --- | ---: | ---: | ---: |')
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
for (const worker of workers) worker.terminate()
