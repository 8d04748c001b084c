/** Running one operation on tfjs's cpu backend and on WebGPU with our kernels, and comparing. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { afterAll, beforeAll, expect } from 'vitest'
import { createStream } from '../../../../random/stream'
import { registerWebgpuKernels, unregisterWebgpuKernels, watchDevice } from '..'
import { SOFTWARE_TILES, type TileOptions } from '../tiles'

export interface HostTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

/** Normal numbers; continuous, so that no two are equal in a pooling window. */
export function normals(shape: readonly number[], seed: number): HostTensor {
  const stream = createStream(seed, 'data')
  const size = tf.util.sizeFromShape([...shape])
  return { shape, values: Float32Array.from({ length: size }, () => stream.normal()) }
}

/** Integers in [0, below). */
export function integers(shape: readonly number[], below: number, seed: number): HostTensor {
  const stream = createStream(seed, 'data')
  const size = tf.util.sizeFromShape([...shape])
  return { shape, values: Int32Array.from({ length: size }, () => stream.below(below)) }
}

export type Operation = (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[]

async function evaluate(operation: Operation, inputs: readonly HostTensor[]) {
  const tensors = inputs.map(({ shape, values }) =>
    tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
  )
  // tfjs would compute small tensors that are not on the device yet on the host.
  if (tf.getBackend() === 'webgpu') tensors.forEach(({ dataId }) => backend().uploadToGPU(dataId))
  const results = [operation(...tensors)].flat()
  const values = await Promise.all(results.map(async (result) => [...(await result.data())]))
  const shapes = results.map(({ shape }) => shape)
  tf.dispose([...tensors, ...results])
  return { values, shapes }
}

export const backend = () => tf.backend() as WebGPUBackend

let errors: string[] = []

/** Starts WebGPU with our kernels for the tests of one file. Fails where there is no adapter. */
export function useWebgpuKernels(tiles: TileOptions = SOFTWARE_TILES): void {
  let stop: (() => void) | undefined
  beforeAll(async () => {
    expect(await tf.setBackend('webgpu'), 'WebGPU did not start').toBe(true)
    await tf.ready()
    stop = watchDevice(backend().device, (message) => errors.push(message))
    registerWebgpuKernels(tiles)
  })
  afterAll(() => {
    unregisterWebgpuKernels()
    stop?.()
  })
}

/** Errors of the device since the last call. */
export function takeErrors(): string[] {
  const taken = errors
  errors = []
  return taken
}

/** Names of the programs that WebGPU runs during `run`. */
export async function programsDuring(run: () => Promise<unknown>): Promise<string[]> {
  const target = backend()
  const original = target.runWebGPUProgram.bind(target)
  const names: string[] = []
  target.runWebGPUProgram = (program, ...rest) => {
    names.push(program.shaderKey.split(':')[0] ?? '')
    return original(program, ...rest)
  }
  try {
    await run()
  } finally {
    target.runWebGPUProgram = original
  }
  return names
}

/** Largest difference over the largest expected entry. */
function worst(actual: readonly number[], expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs))
  const differences = actual.map((value, i) => Math.abs(value - expected[i]!))
  return Math.max(...differences) / Math.max(largest, 1e-30)
}

/**
 * Runs `operation` on the cpu backend and on WebGPU, expects the same shapes and values within
 * 5e-6 of the largest entry, no error of the device, and returns the names of the programs.
 * @param plain what to run on the cpu backend, if something else
 */
export async function expectAgreement(
  operation: Operation,
  inputs: readonly HostTensor[],
  plain: Operation = operation,
): Promise<string[]> {
  await tf.setBackend('cpu')
  const expected = await evaluate(plain, inputs)
  await tf.setBackend('webgpu')
  let actual: Awaited<ReturnType<typeof evaluate>> | undefined
  const programs = await programsDuring(async () => {
    actual = await evaluate(operation, inputs)
  })
  expect(takeErrors()[0]).toBeUndefined()
  expect(actual!.shapes).toEqual(expected.shapes)
  expected.values.forEach((values, i) => {
    expect(actual!.values[i]!.every(Number.isFinite)).toBe(true)
    expect(worst(actual!.values[i]!, values)).toBeLessThanOrEqual(5e-6)
  })
  return programs
}
