import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-webgl'
import { type WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import {
  registerWebgpuKernels,
  SOFTWARE_TILES,
  unregisterWebgpuKernels,
  watchDevice,
  type TileOptions,
} from '../../src/engine/kernels/webgpu'
import { CASES, engineStep, handWrittenStep, initialState } from './cases'
import { installProfiler, launchCount, profileStep, type Row } from './profile'

/**
 * `ours`: our kernels and fast operations; `kernels`: our kernels under a hand-written step;
 * `stock`, `webgl`: tfjs as it comes, under the same hand-written step.
 */
export type Engine = 'ours' | 'kernels' | 'stock' | 'webgl'

export interface Timing {
  readonly case: string
  /** Milliseconds per step of one round. */
  readonly ms: number
  readonly launches: number
  /** Loss and squared gradient norm of the first step, to compare the engines. */
  readonly first: readonly number[]
}

async function use(engine: Engine, tiles: Partial<TileOptions>): Promise<void> {
  const wanted = engine === 'webgl' ? 'webgl' : 'webgpu'
  if (!(await tf.setBackend(wanted))) throw new Error(`this browser has no ${wanted} backend`)
  await tf.ready()
  if (engine === 'ours' || engine === 'kernels')
    registerWebgpuKernels({ ...SOFTWARE_TILES, ...tiles })
  else unregisterWebgpuKernels()
}

const device = () => (tf.backend() as WebGPUBackend).device

/** One round of `steps` steps from the same start, ended by reading one number. */
async function measure(
  engine: Engine,
  caseIndex: number,
  steps: number,
  tiles: Partial<TileOptions> = {},
): Promise<Timing> {
  await use(engine, tiles)
  const item = CASES[caseIndex]
  if (!item) throw new Error(`there is no case ${caseIndex}`)
  const state = initialState(item)
  const trainStep = engine === 'ours' ? engineStep : handWrittenStep
  const step = async (count: number) => {
    let metrics: tf.Tensor1D | undefined
    for (let i = 0; i < count; i++) {
      metrics?.dispose()
      metrics = trainStep(item, state)
    }
    const values = metrics ? await metrics.data() : []
    metrics?.dispose()
    return values
  }
  const numbers = await step(1)
  // Loss and squared gradient norm stand apart by one column in the engine's metrics.
  const first = engine === 'ours' ? [numbers[0]!, numbers[2]!] : [numbers[0]!, numbers[1]!]
  const before = launchCount()
  await step(1)
  const launches = launchCount() - before
  const start = performance.now()
  await step(steps)
  const ms = (performance.now() - start) / steps
  Object.values(state).forEach((tensor: tf.Tensor) => tensor.dispose())
  return { case: item.name, ms, launches, first }
}

async function profile(
  engine: Engine,
  caseIndex: number,
  tiles: Partial<TileOptions> = {},
): Promise<Row[]> {
  await use(engine, tiles)
  const item = CASES[caseIndex]
  if (!item) throw new Error(`there is no case ${caseIndex}`)
  const state = initialState(item)
  const trainStep = engine === 'ours' ? engineStep : handWrittenStep
  for (let i = 0; i < 2; i++) {
    const metrics = trainStep(item, state)
    await metrics.data()
    metrics.dispose()
  }
  const rows = await profileStep(device(), () => {
    trainStep(item, state).dispose()
    ;(tf.backend() as WebGPUBackend).endComputePassEncoder()
    ;(tf.backend() as WebGPUBackend).ensureCommandEncoderReady()
    ;(tf.backend() as WebGPUBackend).submitQueue()
  })
  Object.values(state).forEach((tensor: tf.Tensor) => tensor.dispose())
  return rows
}

/**
 * Milliseconds of every kernel under several sets of tiles, by turns so that they see the same
 * machine; the fastest of `passes`, summed over the kernel's launches.
 */
async function compare(
  caseIndex: number,
  sets: readonly Partial<TileOptions>[],
  passes: number,
): Promise<Record<string, number>[]> {
  const best = sets.map((): Record<string, number> => ({}))
  for (let pass = 0; pass < passes; pass++) {
    for (const [i, tiles] of sets.entries()) {
      const rows = await profile('ours', caseIndex, tiles)
      const sums: Record<string, number> = {}
      rows.forEach(({ label, ms }, n) => {
        // Kernels that several layers share are told apart by their place in the step.
        const key = `${n} ${label}`
        sums[key] = (sums[key] ?? 0) + ms
      })
      for (const [key, ms] of Object.entries(sums)) {
        best[i]![key] = Math.min(best[i]![key] ?? Infinity, ms)
      }
    }
  }
  return best
}

const errors: string[] = []

async function open(): Promise<string> {
  installProfiler()
  await use('stock', {})
  watchDevice(device(), (message) => errors.push(message))
  const { vendor, architecture } = (tf.backend() as WebGPUBackend).adapterInfo as unknown as Record<
    string,
    string
  >
  return `${vendor} ${architecture}`
}

const api = {
  open,
  backend: () => tf.backend() as WebGPUBackend,
  measure,
  profile,
  compare,
  errors: () => errors,
  cases: CASES.map(({ name }) => name),
}
export type BenchApi = typeof api
;(globalThis as unknown as { bench: BenchApi }).bench = api
