import * as tf from '@tensorflow/tfjs-core'
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { createStream } from '../../../random/stream'
import { registerWasmKernels, type WasmKernels } from './index'

/** An input of a kernel under test as plain values, so that it can go to two backends. */
export interface Values {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export type Inputs = Readonly<Record<string, Values>>

/** Makes wasm the active backend, with the kernels of this folder. */
export async function useWasmKernels(
  options: Parameters<typeof registerWasmKernels>[0] = {},
): Promise<WasmKernels> {
  await useStockWasm()
  return registerWasmKernels(options)
}

/** Makes wasm the active backend, as tfjs ships it. */
export async function useStockWasm(): Promise<void> {
  const packages = '../../../../node_modules/'
  const dist = new URL(`${packages}@tensorflow/tfjs-backend-wasm/dist/`, import.meta.url)
  setWasmPaths(dist.protocol === 'file:' ? decodeURIComponent(dist.pathname) : dist.href)
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend did not start.')
}

/** Standard normal values (times `scale`, plus `shift`) of the given shape. */
export function normals(shape: readonly number[], seed: number, scale = 1, shift = 0): Values {
  const stream = createStream(seed, 'data')
  const length = shape.reduce((a, b) => a * b, 1)
  return { shape, values: Float32Array.from({ length }, () => shift + scale * stream.normal()) }
}

/** Runs one kernel on one backend and reads its outputs; leaves wasm active. */
export async function runOn(
  backendName: 'cpu' | 'wasm',
  kernel: string,
  inputs: Inputs,
  attrs: object = {},
): Promise<Values[]> {
  await tf.setBackend(backendName)
  const tensors = Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, [...shape]),
    ]),
  )
  const made = tf.engine().runKernel(kernel, tensors, attrs as NamedAttrMap) as Tensor | Tensor[]
  const outputs = await Promise.all(
    [made].flat().map(async (tensor) => ({
      shape: tensor.shape,
      values: Float32Array.from(await tensor.data()),
    })),
  )
  tf.dispose([made, tensors])
  await tf.setBackend('wasm')
  return outputs
}

/** Largest difference between two results, over the largest entry of the second. */
function relativeError(result: Values, expected: Values): number {
  if (String(result.shape) !== String(expected.shape)) {
    throw new Error(`Shape [${result.shape}] instead of [${expected.shape}].`)
  }
  let difference = 0
  let largest = 0
  expected.values.forEach((value, i) => {
    const distance = Math.abs(value - result.values[i]!)
    difference = Number.isNaN(distance) ? Infinity : Math.max(difference, distance)
    largest = Math.max(largest, Math.abs(value))
  })
  return difference === 0 ? 0 : difference / largest
}

/** Runs a kernel on wasm and on cpu; the largest `relativeError` of its outputs. */
export async function errorAgainstCpu(
  kernel: string,
  inputs: Inputs,
  attrs: object = {},
): Promise<number> {
  const results = await runOn('wasm', kernel, inputs, attrs)
  const expected = await runOn('cpu', kernel, inputs, attrs)
  if (results.length !== expected.length) return Infinity
  return Math.max(...results.map((result, i) => relativeError(result, expected[i]!)))
}

/** What must be the same before and after: tensors, and data of the backend. */
export function held(): { tensors: number; data: number } {
  const backend = tf.backend() as unknown as { numDataIds: () => number }
  return { tensors: tf.memory().numTensors, data: backend.numDataIds() }
}
