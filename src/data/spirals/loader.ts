import { createStream } from '../../random/stream'
import { numberOf, type OptionValues } from '../../spec/hyperparameter'
import type { DatasetLoader, LabelledImages } from '../datasetLoader'
import { spirals } from './spec'

/** The points belong to the data set, not to the experiment: every seed trains on the same. */
const SEED = 1
/** Where an arm begins, as a share of the radius: at the centre the arms would meet. */
const INNER = 0.2

/**
 * Points that belong to the arms in turn, so that any first n have as many of each. A larger
 * number of points begins with those of a smaller one.
 * @param part keys the stream: one for training, another for the test
 */
export function spiralPoints(options: OptionValues, count: number, part: number): LabelledImages {
  const arms = numberOf(options, 'arms')
  const spread = numberOf(options, 'spread')
  const turn = numberOf(options, 'turn')
  const stream = createStream(SEED, 'data', part)
  const images = new Float32Array(2 * count)
  const labels = Uint8Array.from({ length: count }, (_, i) => i % arms)
  labels.forEach((arm, i) => {
    const along = stream.uniform()
    const radius = INNER + (1 - INNER) * along
    const angle = turn * along + (2 * Math.PI * arm) / arms
    images[2 * i] = radius * Math.cos(angle) + spread * stream.normal()
    images[2 * i + 1] = radius * Math.sin(angle) + spread * stream.normal()
  })
  return { images, labels, count }
}

export const spiralsLoader: DatasetLoader = {
  loadTrain: async ({ options, examples }) => ({
    ...spiralPoints(options, examples, 0),
    statistics: spirals.statistics,
  }),
  loadTest: async ({ options }) => spiralPoints(options, spirals.shape(options).testCount, 1),
}
