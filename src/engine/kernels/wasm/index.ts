/**
 * Kernels of tfjs's wasm backend that are missing, wrong or slow, one file each. The header of
 * each file says what is the matter and when it can go. Times there are of one core of an
 * x86-64 server under Node 20; `node bench/wasmKernels.mjs --profile` measures them again.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core'
import { addRow } from './addRow'
import { batchMatMul } from './batchMatMul'
import { classLosses } from './classLoss'
import { conv2d } from './conv2d'
import { conv2dBackpropFilter } from './conv2dBackpropFilter'
import { conv2dBackpropInput } from './conv2dBackpropInput'
import { memoryOf, type HeapBackend, type WasmContext } from './heap'
import { cast, identity } from './identity'
import { log1p } from './log1p'
import { lookedUp, LOOKED_UP } from './lookedUp'
import { maxPoolGrad } from './maxPoolGrad'
import { loadMicrokernels, type Microkernels } from './native/load'
import { portableConv2dBackpropFilter } from './portable/conv2dBackpropFilter'
import { portableMaxPoolGrad } from './portable/maxPoolGrad'
import { slice, splitV } from './slice'
import { sumRows } from './sumRows'
import { tile } from './tile'
import { written, WRITTEN } from './written'

type Override = readonly [name: string, make: (stock: KernelFunc) => KernelConfig]

/** Kernels that need no SIMD. */
function portableOverrides(backend: HeapBackend): Override[] {
  return [
    [tf.Conv2DBackpropFilter, () => portableConv2dBackpropFilter(backend)],
    [tf.MaxPoolGrad, () => portableMaxPoolGrad(backend)],
    [tf.Identity, (stock) => identity(backend, stock)],
    [tf.Cast, (stock) => cast(backend, stock)],
    [tf.Log1p, (stock) => log1p(backend, stock)],
    [tf.Slice, (stock) => slice(backend, stock)],
    [tf.SplitV, (stock) => splitV(backend, stock)],
    [tf.Tile, (stock) => tile(backend, stock)],
    [WRITTEN, () => written(backend)],
    ...classLosses(backend).map((kernel): Override => [kernel.kernelName, () => kernel]),
  ]
}

/** Kernels on top of the micro-kernels; where both lists name one, this one is used. */
function simdOverrides(context: WasmContext): Override[] {
  return [
    [tf.Conv2DBackpropFilter, () => conv2dBackpropFilter(context)],
    [tf.MaxPoolGrad, () => maxPoolGrad(context)],
    [tf.Conv2D, (stock) => conv2d(context, stock)],
    [tf.Conv2DBackpropInput, (stock) => conv2dBackpropInput(context, stock)],
    [tf.BatchMatMul, (stock) => batchMatMul(context, stock)],
    [tf.Add, (stock) => addRow(context, stock)],
    [tf.Sum, (stock) => sumRows(context, stock)],
    [LOOKED_UP, () => lookedUp(context)],
  ]
}

/**
 * The micro-kernels on this backend's heap, or undefined without access to the heap or where the
 * engine does not know the instructions of the module.
 */
function nativeFor(backend: HeapBackend, module?: string): Microkernels | undefined {
  const memory = memoryOf(backend)
  if (!memory) return undefined
  try {
    return loadMicrokernels(memory, module)
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined
    throw error
  }
}

export interface WasmKernels {
  /** Whether the SIMD kernels are in use, or only those that correctness needs. */
  readonly simd: boolean
  /** Whether they may round as this processor does it fastest. */
  readonly relaxed: boolean
  /** Puts the stock kernels back. */
  readonly restore: () => void
}

/**
 * Replaces the kernels of tfjs's wasm backend that are missing, wrong or slow. Call it once the
 * wasm backend is active; again if that backend is rebuilt.
 * @param options.simd false leaves the SIMD kernels out even where they would work
 * @param options.relaxedModule the kernels with relaxed SIMD, in base64, for where the engine has it
 * @throws Error when another backend is active
 */
export function registerWasmKernels(
  options: { simd?: boolean; relaxedModule?: string } = {},
): WasmKernels {
  if (tf.getBackend() !== 'wasm') {
    throw new Error(
      `The wasm kernels were asked for while the ${tf.getBackend()} backend is active. ` +
        "Await tf.setBackend('wasm') first.",
    )
  }
  const backend = tf.backend() as unknown as HeapBackend
  const { simd = true, relaxedModule } = options
  const relaxed = simd && relaxedModule ? nativeFor(backend, relaxedModule) : undefined
  const native = relaxed ?? (simd ? nativeFor(backend) : undefined)
  const chosen = new Map([
    ...portableOverrides(backend),
    ...(native ? simdOverrides({ backend, native }) : []),
  ])
  const undo = [...chosen].map(([name, make]) => override(name, make))
  return {
    simd: native !== undefined,
    relaxed: relaxed !== undefined,
    restore: () => undo.forEach((restore) => restore()),
  }
}

/** Registers one kernel over the stock one; returns what puts the stock one back. */
function override(name: string, make: (stock: KernelFunc) => KernelConfig): () => void {
  const stock = tf.getKernel(name, 'wasm') as KernelConfig | undefined
  // Registering over an existing kernel would only warn.
  if (stock) tf.unregisterKernel(name, 'wasm')
  tf.registerKernel(make(stock?.kernelFunc ?? missing(name)))
  return () => {
    tf.unregisterKernel(name, 'wasm')
    if (stock) tf.registerKernel(stock)
  }
}

const missing = (name: string): KernelFunc => {
  return () => {
    throw new Error(`tfjs has no ${name} kernel on wasm to fall back to. Choose another backend.`)
  }
}
