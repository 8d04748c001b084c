/** What the figures must show, as ratios of one run, and whether they do. */
import { ratio } from '../measure/statistics.mjs'

const rowOf = (results, model, id) =>
  results.steps?.find((row) => row.model === model && row.id === id)

/** How many times as fast `ours` is as `peer`. */
const faster = (model, peer, ours, least) => ({
  text: `${model}: ${peer} takes ${least}x the time of ${ours}, or more`,
  measure: (results) => {
    const own = rowOf(results, model, ours)
    const other = rowOf(results, model, peer)
    if (!own?.ms || !other) return undefined
    if (other.overMs) return { value: other.overMs / own.ms.median, isBound: true }
    if (!other.ms) return undefined
    const found = ratio(other.times, own.times)
    return { value: found.median, low: found.q1, high: found.q3 }
  },
  passes: (value) => value >= least,
})

const figure = (text, list, choose, value, passes) => ({
  text,
  measure: (results) => {
    const found = results[list]?.find(choose)
    return found && value(found)
  },
  passes,
})

const atMost = (limit) => (value) => value <= limit
const against = ({ against: { median, q1, q3 } }) => ({ value: median, low: q1, high: q3 })

const javascript = (model) =>
  figure(
    `${model}: JavaScript per recorded step, at most 0.1 ms`,
    'javascript',
    (one) => one.model === model && one.engine === 'ours-webgpu',
    ({ issue: { median, q1, q3 } }) => ({ value: median, low: q1, high: q3 }),
    atMost(0.1),
  )

const dispatches = (model, limit) =>
  figure(
    `${model}: dispatches per recorded step, ALI-G with momentum, at most ${limit}`,
    'javascript',
    (one) => one.model === model && one.engine === 'ours-webgpu',
    (one) => ({ value: one.dispatches }),
    atMost(limit),
  )

const optimizer = (model) =>
  figure(
    `${model}: an ALI-G step against one of SGD, recorded, at most 1.05x`,
    'optimizers',
    (one) => one.model === model && one.name === 'alig' && one.engine === 'ours-webgpu',
    against,
    atMost(1.05),
  )

const runs = (model) =>
  figure(
    `${model}: 3 runs in lock-step against 1, recorded, at most 3.1x`,
    'runs',
    (one) => one.model === model && one.name === '3' && one.engine === 'ours-webgpu',
    against,
    atMost(3.1),
  )

const EIGHT = '8 of 3 rules'

/** Eight runs of three rules against one of ALI-G. */
const launches = (model) => ({
  text: `${model}: dispatches for 8 runs of 3 rules against 1 run, at most 2x`,
  measure: ({ javascript = [] }) => {
    const of = (name) =>
      javascript.find(
        (one) => one.model === model && one.engine === 'ours-webgpu' && one.name === name,
      )
    return of(EIGHT) && { value: of(EIGHT).dispatches / of('1').dispatches }
  },
  passes: atMost(2),
})

const javascriptOfEight = (model) =>
  figure(
    `${model}: JavaScript per step of 8 runs of 3 rules, at most 0.2 ms`,
    'javascript',
    (one) => one.model === model && one.engine === 'ours-webgpu' && one.name === EIGHT,
    ({ issue: { median, q1, q3 } }) => ({ value: median, low: q1, high: q3 }),
    atMost(0.2),
  )

const together = (model) => ({
  text: `${model}: 8 runs of 3 rules in one replay against one each, at most 1x`,
  measure: ({ runs: rows = [] }) => {
    const of = (name) =>
      rows.find((one) => one.model === model && one.engine === 'ours-webgpu' && one.name === name)
    if (!of(EIGHT)) return undefined
    const { median, q1, q3 } = ratio(of(EIGHT).times, of(`${EIGHT}, apart`).times)
    return { value: median, low: q1, high: q3 }
  },
  passes: atMost(1),
})

const memory = (model, what) =>
  figure(
    `${model}: ${what} after the last mark, as many as after the first`,
    'memory',
    (one) => one.engine === 'ours-webgpu' && one.model === model,
    ({ points }) => ({ value: points.at(-1)[what] - points[0][what] }),
    (value) => value === 0,
  )

const BARS = [
  faster('mlp', 'tfjs-webgpu', 'ours-webgpu', 8),
  faster('mlp', 'jax-webgpu', 'ours-webgpu', 1),
  faster('cnn', 'tfjs-webgpu', 'ours-webgpu', 25),
  faster('cnn', 'jax-webgpu', 'ours-webgpu', 2.5),
  faster('cnn', 'tfjs-webgl', 'ours-webgpu', 3),
  faster('resnet', 'tfjs-webgpu', 'ours-webgpu', 10),
  javascript('mlp'),
  javascript('cnn'),
  dispatches('mlp', 24),
  dispatches('cnn', 40),
  faster('cnn', 'jax-wasm', 'ours-wasm', 18),
  faster('cnn', 'convnetjs', 'ours-wasm', 15),
  faster('mlp', 'jax-wasm', 'ours-wasm', 1.5),
  faster('resnet', 'tfjs-wasm', 'ours-wasm', 2),
  optimizer('mlp'),
  optimizer('cnn'),
  runs('mlp'),
  runs('cnn'),
  ...['mlp', 'cnn'].flatMap((model) => [
    launches(model),
    javascriptOfEight(model),
    together(model),
  ]),
  ...['mlp', 'softmax'].flatMap((model) => [memory(model, 'bytes'), memory(model, 'tensors')]),
]

/** The bars that this run measured, with what it found. */
export function judge(results) {
  return BARS.flatMap(({ text, measure, passes }) => {
    const found = measure(results)
    if (!found) return []
    return [{ text, ...found, passes: passes(found.value) }]
  })
}
