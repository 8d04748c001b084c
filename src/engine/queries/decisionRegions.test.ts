import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { spiralPoints } from '../../data/spirals/loader'
import { spirals } from '../../data/spirals/spec'
import { asRunId } from '../../spec/runId'
import type { RegionsReport } from '../../worker/protocol'
import { REGION_SIDE, RegionsQueue } from './decisionRegions'

beforeAll(() => tf.setBackend('cpu'))

const options = { arms: 3, points: 300, spread: 0.05, turn: 5 }
const train = { ...spiralPoints(options, 300, 0), statistics: spirals.statistics }

/** A network that tells right from left of a line x = parameter, class 1 and 2, and never says 0. */
const sides = (parameters: tf.Tensor1D, images: tf.Tensor4D): tf.Tensor2D => {
  const x = tf.sub(tf.slice(tf.reshape(images, [-1, 2]), [0, 0], [-1, 1]), parameters)
  return tf.concat([tf.fill([x.shape[0]!, 1], -9), x, tf.neg(x)], 1) as tf.Tensor2D
}

async function finish(queue: RegionsQueue): Promise<RegionsReport> {
  for (;;) {
    const report = await queue.advance()
    if (report) return report
  }
}

describe('RegionsQueue', () => {
  it('gives the class of each place from the top left corner on, and the share of hits', async () => {
    const before = tf.memory().numTensors
    const queue = new RegionsQueue(train, train.labels, sides)
    const run = (line: number) => ({ run: asRunId(line), parameters: tf.tensor1d([line]) })
    queue.start(7, [run(0), run(100)])
    const { step, side, runs } = await finish(queue)
    expect([step, side, runs.map((one) => one.run)]).toEqual([7, REGION_SIDE, [0, 100]])
    expect(queue.isEmpty).toBe(true)
    const first = Array.from(runs[0]!.classes.subarray(0, side))
    const half = side / 2
    expect(first).toEqual([...Array<number>(half).fill(2), ...Array<number>(half).fill(1)])
    expect(new Set(runs[1]!.classes)).toEqual(new Set([2]))
    expect(runs[1]!.accuracy).toBeCloseTo(1 / 3, 9)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('tells up from down', async () => {
    const queue = new RegionsQueue(train, train.labels, (parameters, images) => {
      const swapped = tf.reverse(tf.reshape(images, [-1, 2]), 1)
      return sides(parameters, tf.reshape(swapped, images.shape))
    })
    queue.start(0, [{ run: asRunId(0), parameters: tf.tensor1d([0]) }])
    const { runs, side } = await finish(queue)
    expect([runs[0]!.classes[0], runs[0]!.classes[side * side - 1]]).toEqual([1, 2])
  })

  it('covers all points, and gives up one picture for another', async () => {
    const queue = new RegionsQueue(train, train.labels, sides)
    const { positions, extent } = queue.points
    expect(Math.max(...Array.from(positions, Math.abs))).toBeLessThan(extent)
    const before = tf.memory().numTensors
    queue.start(1, [{ run: asRunId(0), parameters: tf.tensor1d([0]) }])
    await queue.advance()
    queue.start(2, [{ run: asRunId(0), parameters: tf.tensor1d([0]) }])
    expect((await finish(queue)).step).toBe(2)
    expect(tf.memory().numTensors).toBe(before)
  })
})
