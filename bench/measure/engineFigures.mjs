/** Figures of this project's engine beside itself. */
import { takeRounds, warmUp } from './rounds.mjs'
import { ratio, spread } from './statistics.mjs'
import { openOnce, forget } from './steps.mjs'

const LIMIT_MS = 600_000

/** Trainers of one engine taking turns: what each is, and its options. */
async function compare(host, engine, model, variants, plan) {
  await openOnce(host, engine)
  const call = (method, args, limitMs = LIMIT_MS) => host.call(engine, method, args, limitMs)
  const turns = []
  let alone
  for (const { name, options } of variants) {
    const key = `${model} ${name}`
    await call('prepare', [key, model, options])
    const { times } = await warmUp({ call, key }, plan)
    alone ??= await call('dispatches', [key])
    await untilTogether(call, key, options, alone)
    turns.push({ call, key, stepMs: Math.min(...times.slice(1), times.at(-1)) })
  }
  const results = await takeRounds(turns, plan)
  for (const { key } of turns) await call('release', [key])
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

const EIGHT_OF_THREE = { runs: 8, optimizers: ['alig', 'sgd', 'adam'], momentum: 0.9 }

/** 1, 3 and 8 runs in lock-step. */
export function measureRuns(host, engine, model, plan) {
  const variants = [1, 3, 8].map((runs) => ({ name: `${runs}`, options: { runs } }))
  if (engine === 'ours-webgpu') {
    variants.push({ name: '8 of 3 rules', options: EIGHT_OF_THREE })
    variants.push({ name: '8 of 3 rules, apart', options: { ...EIGHT_OF_THREE, apart: true } })
  }
  return compare(host, engine, model, variants, plan)
}

/** Longest wait for shaders of several runs, in seconds. */
const PATIENCE_S = 60

/**
 * The steps of several runs become one replay when shaders for that have been compiled, beside the
 * first steps.
 * @param alone dispatches of one run
 */
async function untilTogether(call, key, { runs = 1, apart = false }, alone) {
  if (runs === 1 || apart || alone === 0) return
  for (let i = 0; i < PATIENCE_S * 4; i++) {
    if ((await call('dispatches', [key])) < (alone * runs) / 2) return
    await new Promise((wake) => setTimeout(wake, 250))
  }
  throw new Error(`${runs} runs do not go together.`)
}

/** Steps of a stubbed round: enough to time, few enough to stay between two self-checks. */
const STUBBED_STEPS = 200

/** What a step costs when the device has nothing to compute, and how much it is given. */
export async function measureJavascript(host, engine, model, { rounds }) {
  await openOnce(host, engine)
  const call = (method, args) => host.call(engine, method, args, LIMIT_MS)
  const variants = [
    { name: '1', options: { momentum: 0.9 } },
    ...(engine === 'ours-webgpu' ? [{ name: '8 of 3 rules', options: EIGHT_OF_THREE }] : []),
  ]
  const rows = []
  for (const { name, options } of variants) {
    const key = `${model} javascript ${name}`
    await call('prepare', [key, model, options])
    for (let i = 0; i < 3; i++) await call('run', [key, 1])
    await untilTogether(call, key, options, rows[0]?.dispatches)
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
    const issue = spread(issueTimes)
    rows.push({ engine, model, name, dispatches, issue, whole: spread(times), remark })
  }
  return rows
}

/**
 * Bytes on the device and tensors after so many steps, each on a batch of its own: of one run on
 * the MLP, and of eight on softmax regression, which takes less long.
 */
export async function measureMemory(host, engine, models, marks) {
  const variants = [
    { model: 'mlp', name: '1', options: { momentum: 0.9 } },
    { model: 'softmax', name: '8 of 3 rules', options: EIGHT_OF_THREE },
  ]
  const rows = []
  const workplace = `${engine}/memory`
  const call = (method, args) => host.call(workplace, method, args, LIMIT_MS)
  for (const { model, name, options } of variants.filter(({ model }) => models.includes(model))) {
    await forget(host, workplace)
    await openOnce(host, workplace, true)
    try {
      await call('prepare', [model, model, { ...options, newBatches: true }])
      const points = []
      let taken = 0
      for (const steps of marks) {
        for (; taken < steps; taken += 100) await call('run', [model, 100])
        points.push({ steps, ...(await call('memory', [])) })
      }
      rows.push({ engine, model, name, points })
    } finally {
      await forget(host, workplace)
    }
  }
  return rows
}
