import type { RuleName } from '../problems'
import type { Engine } from './engine'

export interface EngineEntry {
  readonly id: string
  readonly label: string
  readonly backend: 'webgpu' | 'wasm' | 'webgl' | 'js' | 'native'
  readonly rule: RuleName
  readonly note?: string
  /** Absent for engines that run outside JavaScript. */
  readonly load?: () => Promise<Engine>
}

const ours = async () => (await import('./ours')).createEngine
const hand = async () => (await import('./tfjsHand')).createEngine
const fit = async () => (await import('./tfjsFit')).createEngine
const jax = async () => (await import('./jax')).createEngine

const WITH_FILTER_GRADIENT =
  'tfjs on wasm cannot train convolutions; the missing filter gradient is added (baselines/)'

/** All engines of the benchmark, in the order of the table. */
export const ENGINES: readonly EngineEntry[] = [
  {
    id: 'ours-webgpu',
    label: 'this engine, recorded',
    backend: 'webgpu',
    rule: 'alig',
    load: async () => (await ours())('webgpu'),
  },
  {
    id: 'ours-webgpu-eager',
    label: 'this engine, eager',
    backend: 'webgpu',
    rule: 'alig',
    load: async () => (await ours())('webgpu', { recorded: false }),
  },
  {
    id: 'tfjs-webgpu',
    label: 'tfjs, step by hand',
    backend: 'webgpu',
    rule: 'alig',
    load: async () => (await hand())('webgpu'),
  },
  {
    id: 'tfjs-fit-webgpu',
    label: 'tfjs, model.fit',
    backend: 'webgpu',
    rule: 'sgd',
    load: async () => (await fit())('webgpu'),
  },
  {
    id: 'jax-webgpu',
    label: 'jax-js, jit',
    backend: 'webgpu',
    rule: 'alig',
    load: async () => (await jax())('webgpu'),
  },
  {
    id: 'ours-wasm',
    label: 'this engine',
    backend: 'wasm',
    rule: 'alig',
    load: async () => (await ours())('wasm'),
  },
  {
    id: 'ours-wasm-relaxed',
    label: 'this engine, relaxed SIMD',
    backend: 'wasm',
    rule: 'alig',
    note: 'the kernels that the page takes where no backend is asked for by name',
    load: async () => (await ours())('wasm', { relaxed: true }),
  },
  {
    id: 'tfjs-wasm',
    label: 'tfjs, step by hand',
    backend: 'wasm',
    rule: 'alig',
    note: WITH_FILTER_GRADIENT,
    load: async () => (await hand())('wasm'),
  },
  {
    id: 'tfjs-fit-wasm',
    label: 'tfjs, model.fit',
    backend: 'wasm',
    rule: 'sgd',
    note: WITH_FILTER_GRADIENT,
    load: async () => (await fit())('wasm'),
  },
  {
    id: 'jax-wasm',
    label: 'jax-js, jit',
    backend: 'wasm',
    rule: 'alig',
    load: async () => (await jax())('wasm'),
  },
  {
    id: 'ours-webgl',
    label: 'this engine',
    backend: 'webgl',
    rule: 'alig',
    load: async () => (await ours())('webgl'),
  },
  {
    id: 'tfjs-webgl',
    label: 'tfjs, step by hand',
    backend: 'webgl',
    rule: 'alig',
    load: async () => (await hand())('webgl'),
  },
  {
    id: 'tfjs-fit-webgl',
    label: 'tfjs, model.fit',
    backend: 'webgl',
    rule: 'sgd',
    load: async () => (await fit())('webgl'),
  },
  {
    id: 'convnetjs',
    label: 'ConvNetJS',
    backend: 'js',
    rule: 'sgd',
    load: async () => (await import('./convnet')).createEngine(),
  },
  { id: 'pytorch', label: 'PyTorch', backend: 'native', rule: 'alig' },
]
