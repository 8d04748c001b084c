import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { NO_LIMIT } from './sentinels'
import { norm, projectOntoBall } from './projection'
import { activate } from '../testing/backends.node'

async function project(point: number[], radius: number) {
  const { parameters, moved } = projectOntoBall(tf.tensor1d(point), tf.scalar(radius))
  return { point: Array.from(await parameters.data()), moved: (await moved.data())[0] }
}

describe.each(['cpu', 'wasm'] as const)('projectOntoBall on %s', (backend) => {
  beforeAll(() => activate(backend))

  it('pulls a point outside onto the sphere', async () => {
    const { point, moved } = await project([3, 4], 1)
    expect(point).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)])
    expect(moved).toBe(1)
  })

  it('leaves a point inside, or on the sphere, as it is', async () => {
    expect(await project([3, 4], 5)).toEqual({ point: [3, 4], moved: 0 })
    expect(await project([0, 0], 1)).toEqual({ point: [0, 0], moved: 0 })
  })

  it('has no ball without a limit, even where the norm overflows', async () => {
    expect(await project([1e18, -1e18], NO_LIMIT)).toMatchObject({ moved: 0 })
    const { point, moved } = await project([1e25, 0], NO_LIMIT)
    expect(point).toEqual([Math.fround(1e25), 0])
    expect(moved).toBe(0)
  })

  it('measures the Euclidean norm', async () => {
    expect((await norm(tf.tensor1d([2, -3, 6])).data())[0]).toBeCloseTo(7, 5)
  })
})
