import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { errorAgainstCpu, normals, runOn, useWasmKernels } from './testing'

const TOLERANCE = 5e-6
const size = fc.integer({ min: 1, max: 37 })

let kernels: WasmKernels
beforeAll(async () => {
  kernels = await useWasmKernels()
})
afterAll(() => kernels.restore())

async function within(error: Promise<number>): Promise<void> {
  expect(await error).toBeLessThanOrEqual(TOLERANCE)
}

describe('matrix product on wasm, against tfjs cpu', () => {
  const product = (a: number[], b: number[], transposeA: boolean, transposeB: boolean) =>
    errorAgainstCpu(
      tf.BatchMatMul,
      { a: normals(a, 1), b: normals(b, 2) },
      { transposeA, transposeB },
    )

  it('multiplies any two matrices, transposed or not', () =>
    fc.assert(
      fc.asyncProperty(size, size, size, fc.boolean(), fc.boolean(), (m, k, n, ta, tb) =>
        within(product(ta ? [k, m] : [m, k], tb ? [n, k] : [k, n], ta, tb)),
      ),
      { numRuns: 100, seed: 1 },
    ))

  it.each([
    { what: 'one leading dimension', a: [1, 5, 7], b: [7, 3] },
    { what: 'a batch of matrices', a: [3, 5, 7], b: [3, 7, 3] },
    { what: 'a broadcast matrix', a: [4, 5, 7], b: [1, 7, 3] },
    { what: 'the layers of the MLP', a: [64, 784], b: [784, 128] },
  ])('takes $what', async ({ a, b }) => {
    const rank = Math.max(a.length, b.length)
    const padded = (shape: number[]) => [
      ...new Array<number>(rank - shape.length).fill(1),
      ...shape,
    ]
    await within(product(padded(a), padded(b), false, false))
  })
})

describe('sums and bias additions on wasm, against tfjs cpu', () => {
  it('adds a row to every row', () =>
    fc.assert(
      fc.asyncProperty(size, size, fc.boolean(), (rows, columns, asImage) => {
        const a = normals(asImage ? [2, 3, rows, columns] : [rows, columns], 1)
        const b = normals(asImage ? [1, 1, 1, columns] : [columns], 2)
        return within(errorAgainstCpu(tf.Add, { a, b }))
      }),
      { numRuns: 40, seed: 1 },
    ))

  it.each([
    { a: [5, 4], b: [5, 1] },
    { a: [4], b: [5, 4] },
    { a: [1, 4], b: [1, 4] },
    { a: [4], b: [1, 4] },
    { a: [3, 1], b: [1] },
    { a: [3, 4], b: [] },
    { a: [2, 3, 4], b: [3, 4] },
  ])('adds $a and $b as tfjs does', ({ a, b }) =>
    within(errorAgainstCpu(tf.Add, { a: normals(a, 1), b: normals(b, 2) })),
  )

  it('sums any axes of any shape', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(size, size, size),
        fc.subarray([0, 1, 2], { minLength: 1 }),
        fc.boolean(),
        async (shape, axis, keepDims) => {
          // A shift keeps the sums away from zero, where a relative error says nothing.
          const x = normals(shape, 1, 1, 1)
          await within(errorAgainstCpu(tf.Sum, { x }, { axis, keepDims }))
        },
      ),
      { numRuns: 80, seed: 1 },
    ))

  it('sums 300,001 squares to float32 accuracy', async () => {
    const x = normals([300_001], 1)
    const squares = { ...x, values: x.values.map((value) => value * value) }
    const exact = squares.values.reduce((a, b) => a + b, 0)
    const [sum] = await runOn('wasm', tf.Sum, { x: squares }, { axis: [0], keepDims: false })
    expect(Math.abs(sum!.values[0]! / exact - 1)).toBeLessThanOrEqual(1e-6)
  })

  it('leaves integers to the stock kernels', async () => {
    const x = tf.tensor([1, 2, 3, 4, 5, 6], [3, 2], 'int32')
    const row = tf.tensor([10, 20], [2], 'int32')
    const sum = tf.sum(x, 0)
    const shifted = tf.add(x, row)
    expect([...(await sum.data())]).toEqual([9, 12])
    expect([...(await shifted.data())]).toEqual([11, 22, 13, 24, 15, 26])
    tf.dispose([x, row, sum, shifted])
  })
})

describe('slices and copies on wasm, against tfjs cpu', () => {
  it('cuts any part out of a tensor', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.nat(4)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (axes) => {
          const x = normals(
            axes.map(([before, length, after]) => before + length + after),
            1,
          )
          const begin = axes.map(([before]) => before)
          const extent = axes.map(([, length]) => length)
          expect(await errorAgainstCpu(tf.Slice, { x }, { begin, size: extent })).toBe(0)
        },
      ),
      { numRuns: 60, seed: 1 },
    ))

  it.each([
    { shape: [30], numOrSizeSplits: [1, 20, 9], axis: 0 },
    { shape: [1, 12, 2], numOrSizeSplits: 3, axis: 1 },
    { shape: [4, 6], numOrSizeSplits: [2, -1], axis: 1 },
    { shape: [4, 6], numOrSizeSplits: 2, axis: -2 },
  ])('splits $shape along $axis', async ({ shape, ...attrs }) => {
    expect(await errorAgainstCpu(tf.SplitV, { x: normals(shape, 1) }, attrs)).toBe(0)
  })

  it.each([
    { shape: [1], reps: [13] },
    { shape: [1, 1], reps: [3, 5] },
    { shape: [], reps: [] },
    { shape: [2, 3], reps: [2, 1] },
  ])('tiles $shape $reps times', async ({ shape, reps }) => {
    expect(await errorAgainstCpu(tf.Tile, { x: normals(shape, 1) }, { reps })).toBe(0)
  })

  it('tiles a flag', async () => {
    const flag = tf.lessEqual(tf.scalar(1), 2)
    const spread = tf.broadcastTo(flag, [5])
    expect([...(await spread.data())]).toEqual([1, 1, 1, 1, 1])
    expect(spread.dtype).toBe('bool')
    tf.dispose([flag, spread])
  })

  it('keeps the data of a clone when the original is disposed of', async () => {
    const x = tf.tensor([1, 2, 3])
    const clone = tf.clone(x)
    const cast = tf.cast(x, 'float32')
    const rounded = tf.cast(x, 'int32')
    x.dispose()
    const other = tf.tensor([7, 8, 9])
    expect([...(await clone.data())]).toEqual([1, 2, 3])
    expect([...(await cast.data())]).toEqual([1, 2, 3])
    expect([...(await rounded.data())]).toEqual([1, 2, 3])
    tf.dispose([clone, cast, rounded, other])
  })
})
