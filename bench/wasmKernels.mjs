/**
 * Times one training step on the wasm backend, side by side in one run:
 * stock tfjs plus the filter gradient it lacks (baselines/) against this project's kernels.
 *
 *   node bench/wasmKernels.mjs [mlp cnn resnet] [--rounds 15] [--profile]
 *
 * Rounds of the two alternate; the table gives the median, the fastest and the slowest
 * round in ms per step. --profile adds where the time of each goes, kernel by kernel.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs' // registers the gradients
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { runnerImport } from 'vite'
import { filterGradientAsConvolution } from './baselines/wasmFilterGradient.mjs'
import { models, prepare } from './wasmSteps.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    profile: { type: 'boolean', default: false },
  },
})
const chosen = positionals.length > 0 ? positionals : Object.keys(models)
const rounds = Number(options.rounds)

setWasmPaths(
  fileURLToPath(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)),
)
await tf.setBackend('wasm')
const { module: kernels } = await runnerImport(
  fileURLToPath(new URL('../src/engine/kernels/wasm/index.ts', import.meta.url)),
)

function registerBaseline() {
  tf.registerKernel(filterGradientAsConvolution)
  return () => tf.unregisterKernel('Conv2DBackpropFilter', 'wasm')
}
const variants = [
  { id: 'stock + filter gradient', register: registerBaseline },
  { id: 'this project', register: () => kernels.registerWasmKernels().restore },
]

const WARM_UP = 5
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]

/** Runs n steps from the same weights; ms per step and the last loss. */
async function timeSteps({ step, weights }, n) {
  let flat = weights
  let last = null
  const start = performance.now()
  for (let i = 0; i < n; i++) {
    const next = step(flat)
    if (flat !== weights) flat.dispose()
    last?.dispose()
    flat = next.weights
    last = next.loss
  }
  const [loss] = await last.data()
  const ms = (performance.now() - start) / n
  flat.dispose()
  last.dispose()
  return { ms, loss }
}

/** Time per kernel over n steps, from wrapped kernel functions. Nested kernels count once. */
async function profile(prepared, n) {
  const spent = new Map()
  const configs = tf.getKernelsForBackend('wasm')
  const originals = configs.map((config) => config.kernelFunc)
  let depth = 0
  configs.forEach((config, i) => {
    config.kernelFunc = (args) => {
      if (depth > 0) return originals[i](args)
      depth++
      const start = performance.now()
      const out = originals[i](args)
      const ms = performance.now() - start
      depth--
      const shapes = Object.values(args.inputs)
        .map((input) => (Array.isArray(input) ? `${input.length} tensors` : `[${input?.shape}]`))
        .join(' ')
      const key = `${config.kernelName} ${shapes}`
      const entry = spent.get(key) ?? { calls: 0, ms: 0 }
      spent.set(key, { calls: entry.calls + 1, ms: entry.ms + ms })
      return out
    }
  })
  const { ms } = await timeSteps(prepared, n)
  configs.forEach((config, i) => (config.kernelFunc = originals[i]))
  const rows = [...spent].map(([key, { calls, ms }]) => ({ key, calls: calls / n, ms: ms / n }))
  rows.sort((a, b) => b.ms - a.ms)
  const inKernels = rows.reduce((sum, row) => sum + row.ms, 0)
  console.log(`  ${ms.toFixed(2)} ms a step, ${(ms - inKernels).toFixed(2)} outside kernels`)
  for (const { key, calls, ms } of rows.slice(0, 25)) {
    console.log(`  ${ms.toFixed(3).padStart(8)} ms ${String(calls).padStart(4)}x ${key}`)
  }
}

for (const name of chosen) {
  const model = models[name]
  const prepared = prepare(model)
  const results = variants.map(() => [])
  const losses = []
  let steps = 4
  for (let round = -1; round < rounds; round++) {
    for (const [i, variant] of variants.entries()) {
      const restore = variant.register()
      if (round < 0) losses[i] = (await timeSteps(prepared, WARM_UP)).loss
      const { ms } = await timeSteps(prepared, steps)
      restore()
      if (round >= 0) results[i].push(ms)
      if (round < 0 && i === 0) steps = Math.max(2, Math.min(40, Math.round(150 / ms)))
    }
  }
  console.log(`\n${model.id} (${prepared.weights.size} parameters; ${rounds} rounds)`)
  for (const [i, { id }] of variants.entries()) {
    const list = results[i]
    console.log(
      `  ${id.padEnd(26)} median ${median(list).toFixed(2)}  min ${Math.min(...list).toFixed(2)}` +
        `  max ${Math.max(...list).toFixed(2)} ms, loss ${losses[i].toFixed(5)} after ${WARM_UP} steps`,
    )
  }
  const ratios = results[0].map((ms, i) => results[1][i] / ms)
  console.log(`  ours / stock, median of rounds: ${(100 * median(ratios)).toFixed(1)} %`)
  if (options.profile) {
    for (const variant of variants) {
      console.log(`\n  -- ${variant.id}`)
      const restore = variant.register()
      await profile(prepared, Math.max(10, steps))
      restore()
    }
  }
}
