import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { runKernel, type KernelSource } from './program'
import { backend, takeErrors, useWebgpuKernels } from './testing/harness'

function source(name: string, body: string): KernelSource {
  return {
    name,
    key: [],
    inputs: [['x', 1]],
    outputVectorWidth: 1,
    outputShape: [4],
    threads: 4,
    workgroupSize: 64,
    body: () => body,
  }
}

/** Runs a shader on [1, 2, 3, 4] and returns what comes back, with the device's complaints. */
async function run(shader: KernelSource) {
  const x = tf.tensor1d([1, 2, 3, 4])
  const info = runKernel(backend(), shader, [x])
  const result = tf.engine().makeTensorFromTensorInfo(info)
  const values = [...(await result.data())]
  tf.dispose([x, result])
  // The complaints come by their own way, after the numbers.
  await backend().device.queue.onSubmittedWorkDone()
  return { values, errors: takeErrors() }
}

describe('errors of the device', () => {
  useWebgpuKernels()

  it('are silent where nothing is wrong', async () => {
    const { values, errors } = await run(source('Twice', 'result[index] = x[index] * 2.0;'))
    expect(values).toEqual([2, 4, 6, 8])
    expect(errors).toEqual([])
  })

  it('name a shader that does not compile', async () => {
    const { errors } = await run(source('Nonsense', 'result[index] = y[index];'))
    expect(errors[0]).toMatch(/^The graphics device refused a command/)
    expect(errors[0]).toContain('unresolved value')
    expect(errors[0]).toContain('Nonsense')
  })

  it('tell of a bind group that does not fit, of which tfjs says nothing', async () => {
    const { values, errors } = await run(source('Unused', 'result[index] = 1.0;'))
    expect(values).not.toEqual([1, 1, 1, 1])
    expect(errors.join()).toContain('BindGroup')
  })
})
