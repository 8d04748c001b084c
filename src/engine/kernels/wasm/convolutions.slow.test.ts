import * as tf from '@tensorflow/tfjs-core'
import { backend_util } from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WasmKernels } from './index'
import { errorAgainstCpu, normals, useWasmKernels } from './testing'

const TOLERANCE = 5e-6
type Shape4 = [number, number, number, number]

interface Case {
  readonly inputShape: Shape4
  readonly filterShape: Shape4
  readonly strides: [number, number]
  readonly pad: 'same' | 'valid' | number
  readonly seed: number
}

const stride = fc.integer({ min: 1, max: 3 })
const channels = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17)
/** Sizes odd and even, filters from 1 to 5 and never larger than a valid convolution allows. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 5, max: 13 }),
    width: fc.integer({ min: 5, max: 13 }),
    inChannels: channels,
    outChannels: channels,
    filterHeight: fc.integer({ min: 1, max: 5 }),
    filterWidth: fc.integer({ min: 1, max: 5 }),
    strides: fc.tuple(stride, stride),
    // A number is left to a square case below: tfjs takes it for squares alone.
    pad: fc.constantFrom('same' as const, 'valid' as const),
    seed: fc.nat(),
  })
  .map((c) => ({
    inputShape: [c.batch, c.height, c.width, c.inChannels],
    filterShape: [c.filterHeight, c.filterWidth, c.inChannels, c.outChannels],
    strides: c.strides,
    pad: c.pad,
    seed: c.seed,
  }))

/** The shapes that the app trains: CNN and ResNet layers, and a bare 1x1 shortcut. */
const layers: readonly Case[] = [
  { inputShape: [4, 28, 28, 1], filterShape: [5, 5, 1, 8], strides: [1, 1], pad: 'valid', seed: 1 },
  {
    inputShape: [4, 12, 12, 8],
    filterShape: [5, 5, 8, 16],
    strides: [1, 1],
    pad: 'valid',
    seed: 2,
  },
  { inputShape: [4, 32, 32, 3], filterShape: [3, 3, 3, 16], strides: [1, 1], pad: 'same', seed: 3 },
  {
    inputShape: [4, 16, 16, 16],
    filterShape: [3, 3, 16, 32],
    strides: [2, 2],
    pad: 'same',
    seed: 4,
  },
  {
    inputShape: [4, 15, 15, 16],
    filterShape: [1, 1, 16, 32],
    strides: [2, 2],
    pad: 'same',
    seed: 5,
  },
]

function output({ inputShape, filterShape, strides, pad }: Case): Shape4 {
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad).outShape
}

const attrsOf = ({ strides, pad }: Case) => ({ strides, pad, dataFormat: 'NHWC' })

function forward(c: Case, dilations: number | [number, number] = 1) {
  const inputs = { x: normals(c.inputShape, c.seed), filter: normals(c.filterShape, c.seed + 1) }
  return errorAgainstCpu(tf.Conv2D, inputs, { ...attrsOf(c), dilations })
}

function inputGradient(c: Case) {
  const inputs = { dy: normals(output(c), c.seed), filter: normals(c.filterShape, c.seed + 1) }
  return errorAgainstCpu(tf.Conv2DBackpropInput, inputs, {
    ...attrsOf(c),
    inputShape: c.inputShape,
  })
}

function filterGradient(c: Case) {
  const inputs = { x: normals(c.inputShape, c.seed), dy: normals(output(c), c.seed + 1) }
  return errorAgainstCpu(tf.Conv2DBackpropFilter, inputs, {
    ...attrsOf(c),
    filterShape: c.filterShape,
  })
}

async function holds(check: (c: Case) => Promise<number>, runs: number) {
  const within = async (c: Case) => {
    expect(await check(c)).toBeLessThanOrEqual(TOLERANCE)
  }
  for (const layer of layers) await within(layer)
  await fc.assert(fc.asyncProperty(cases, within), { numRuns: runs, seed: 1 })
}

describe.each([true, false])('convolutions on wasm (SIMD %s), against tfjs cpu', (simd) => {
  let kernels: WasmKernels
  beforeAll(async () => {
    kernels = await useWasmKernels({ simd })
    expect(kernels.simd).toBe(simd)
  })
  afterAll(() => kernels.restore())

  it('gives the gradient of the input', () => holds(inputGradient, 60))
  it('gives the gradient of the filter', () => holds(filterGradient, 60))

  it('convolves with dilation', async () => {
    const c: Case = {
      inputShape: [2, 11, 9, 3],
      filterShape: [3, 3, 3, 5],
      strides: [1, 1],
      pad: 'same',
      seed: 6,
    }
    expect(await forward(c, 2)).toBeLessThanOrEqual(TOLERANCE)
    expect(await forward(c, [1, 3])).toBeLessThanOrEqual(TOLERANCE)
  })

  it('takes padding in pixels', async () => {
    const c: Case = {
      inputShape: [2, 9, 9, 3],
      filterShape: [3, 3, 3, 4],
      strides: [2, 2],
      pad: 1,
      seed: 10,
    }
    const errors = [await forward(c), await inputGradient(c), await filterGradient(c)]
    expect(Math.max(...errors)).toBeLessThanOrEqual(TOLERANCE)
  })

  it('takes explicit padding that differs from side to side', async () => {
    const pad = [
      [0, 0],
      [2, 1],
      [0, 3],
      [0, 0],
    ]
    const inputShape: Shape4 = [2, 7, 6, 3]
    const filterShape: Shape4 = [3, 2, 3, 4]
    const attrs = { strides: [2, 1], pad, dataFormat: 'NHWC' }
    const dy = normals([2, 4, 8, 4], 7)
    const filter = normals(filterShape, 8)
    const x = normals(inputShape, 9)
    const errors = [
      await errorAgainstCpu(tf.Conv2D, { x, filter }, { ...attrs, dilations: 1 }),
      await errorAgainstCpu(tf.Conv2DBackpropInput, { dy, filter }, { ...attrs, inputShape }),
      await errorAgainstCpu(tf.Conv2DBackpropFilter, { x, dy }, { ...attrs, filterShape }),
    ]
    expect(Math.max(...errors)).toBeLessThanOrEqual(TOLERANCE)
  })

  it('names the layout that it cannot take', () => {
    const x = tf.zeros([1, 2, 4, 4])
    const attrs = { strides: 1, pad: 'valid', dataFormat: 'NCHW', filterShape: [1, 1, 2, 2] }
    expect(() => tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy: x }, attrs)).toThrow(
      /NHWC, not NCHW/,
    )
    x.dispose()
  })
})

describe('the forward convolution on wasm, against tfjs cpu', () => {
  let kernels: WasmKernels
  beforeAll(async () => {
    kernels = await useWasmKernels()
  })
  afterAll(() => kernels.restore())

  it('convolves', () => holds(forward, 60))
})
