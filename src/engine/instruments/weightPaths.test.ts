import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, it } from 'vitest'
import { asRunId } from '../../spec/runId'
import { copiesFor, WeightPaths } from './weightPaths'

beforeAll(() => tf.setBackend('cpu'))

const runs = [0, 1].map((id) => ({ id: asRunId(id), copyTrainedWeights: () => tf.zeros([3]) }))
const followed = runs as unknown as Parameters<WeightPaths['note']>[1]
const stepsOf = (paths: WeightPaths) => paths.of(asRunId(1)).map(({ step }) => step)

it('keeps copies all along the way, in the same memory however long it is', () => {
  const before = tf.memory().numTensors
  const paths = new WeightPaths(8)
  paths.note(0, followed)
  expect(stepsOf(paths)).toEqual([])
  paths.use(true)
  for (let step = 0; step < 1000; step++) {
    paths.note(step, followed)
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2 * 9)
  }
  expect(stepsOf(paths)).toEqual([0, 128, 256, 384, 512, 640, 768, 896])
  paths.use(false)
  expect(stepsOf(paths)).toEqual([])
  expect(tf.memory().numTensors).toBe(before)
})

it('keeps fewer copies of what is large', () => {
  expect(copiesFor(1000, 3)).toBe(32)
  expect(copiesFor(500_000, 4)).toBe(8)
  expect(copiesFor(50_000_000, 8)).toBe(4)
})
