/** Figures of this project's engine beside itself. */
import { takeRounds, warmUp } from './rounds.mjs'
import { ratio, spread } from './statistics.mjs'
import { openOnce, forget } from './steps.mjs'

const LIMIT_MS = 600_000

/** Trainers of one engine taking turns: what each is, and its options. */
async function compare(host, engine, model, variants, plan) {
  await openOnce(host, engine)
  const call = (method, args, limitMs) => host.call(engine, method, args, limitMs)
  const turns = []
  for (const { name, options } of variants) {
    const key = `${model} ${name}`
    await call('prepare', [key, model, options], LIMIT_MS)
    const { times } = await warmUp({ call, key }, plan)
    turns.push({ call, key, stepMs: Math.min(...times.slice(1), times.at(-1)) })
  }
  const results = await takeRounds(turns, plan)
  for (const { key } of turns) await call('release', [key], LIMIT_MS)
  const failed = results.find(({ failure }) => failure)
  if (failed) throw new Error(failed.failure)
  return variants.map(({ name }, i) => ({
    engine,
    model,
    name,
    times: [...results[i].times],
    ms: spread(results[i].times.filter((ms) => ms !== undefined)),
    remark: results[i].remark,
    against: ratio(results[i].times, results[0].times),
  }))
}

/** ALI-G and Adam against SGD. */
export function measureOptimizers(host, engine, model, plan) {
  const variants = [
    { name: 'sgd', options: { optimizer: 'sgd', momentum: 0.9 } },
    { name: 'alig', options: { optimizer: 'alig', momentum: 0.9 } },
    { name: 'adam', options: { optimizer: 'adam' } },
  ]
  return compare(host, engine, model, variants, plan)
}

/** 1, 3 and 8 runs in lock-step. */
export function measureRuns(host, engine, model, plan) {
  const variants = [1, 3, 8].map((runs) => ({ name: `${runs}`, options: { runs } }))
  return compare(host, engine, model, variants, plan)
}

/** Steps of a stubbed round: enough to time, few enough to stay between two self-checks. */
const STUBBED_STEPS = 200

/** What a step costs when the device has nothing to compute, and how much it is given. */
export async function measureJavascript(host, engine, model, { rounds }) {
  await openOnce(host, engine)
  const call = (method, args) => host.call(engine, method, args, LIMIT_MS)
  const key = `${model} javascript`
  await call('prepare', [key, model, { momentum: 0.9 }])
  for (let i = 0; i < 3; i++) await call('run', [key, 1])
  const dispatches = await call('dispatches', [key])
  await call('runStubbed', [key, STUBBED_STEPS])
  const issueTimes = []
  const times = []
  for (let round = 0; round < rounds; round++) {
    const timing = await call('runStubbed', [key, STUBBED_STEPS])
    issueTimes.push(timing.issueMs / STUBBED_STEPS)
    times.push(timing.ms / STUBBED_STEPS)
  }
  const { remark } = await call('run', [key, 1])
  await call('release', [key])
  return { engine, model, dispatches, issue: spread(issueTimes), whole: spread(times), remark }
}

/** Bytes on the device and tensors after so many steps, each on a batch of its own. */
export async function measureMemory(host, engine, model, marks) {
  const name = `${engine}/memory`
  await forget(host, name)
  await openOnce(host, name, true)
  const call = (method, args) => host.call(name, method, args, LIMIT_MS)
  try {
    await call('prepare', [model, model, { momentum: 0.9, newBatches: true }])
    const points = []
    let taken = 0
    for (const steps of marks) {
      for (; taken < steps; taken += 100) await call('run', [model, 100])
      points.push({ steps, ...(await call('memory', [])) })
    }
    return { engine, model, points }
  } finally {
    await forget(host, name)
  }
}
