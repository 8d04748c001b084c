import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { registerWebgpuKernels, unregisterWebgpuKernels } from '.'
import { RELU_GRAD } from './relu'
import { programsDuring, useWebgpuKernels } from './testing/harness'
import { GPU_TILES, SOFTWARE_TILES } from './tiles'

const NAMES = ['Conv2D', 'Conv2DBackpropFilter', 'MaxPool', 'BatchMatMul', 'Add', 'Concat', 'Mean']
const kernels = () => NAMES.map((name) => tf.getKernel(name, 'webgpu').kernelFunc)

/** Programs of one matrix product. */
async function product(): Promise<string[]> {
  return programsDuring(async () => {
    const a = tf.ones([40, 40])
    const result = tf.matMul(a, a)
    expect((await result.data())[0]).toBe(40)
    tf.dispose([a, result])
  })
}

describe('registering the kernels', () => {
  useWebgpuKernels()

  it('puts every stock kernel and the gradient of ReLU back', async () => {
    unregisterWebgpuKernels()
    const stock = kernels()
    const gradient = tf.getGradient('Relu')
    expect(await product()).not.toContain('AligMatMul')

    registerWebgpuKernels(GPU_TILES)
    // A second time, with other tiles: what is put back must still be tfjs's own.
    registerWebgpuKernels(SOFTWARE_TILES)
    expect(kernels().every((kernel, i) => kernel !== stock[i])).toBe(true)
    expect(tf.getKernel(RELU_GRAD, 'webgpu')).toBeDefined()
    expect(await product()).toContain('AligMatMul')

    unregisterWebgpuKernels()
    expect(kernels()).toEqual(stock)
    expect(tf.getGradient('Relu')).toBe(gradient)
    expect(tf.getKernel(RELU_GRAD, 'webgpu')).toBeUndefined()
    registerWebgpuKernels(SOFTWARE_TILES)
  })
})
