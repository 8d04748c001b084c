import { numberOf } from '../../spec/hyperparameter'
import type { GeneratedDataset } from '../../spec/dataset'

/** Points that are held out, drawn as the training points are. */
const TEST_COUNT = 1000

/**
 * Points in the plane on arms that wind around each other: small enough to train in a second,
 * and what a network has learnt from them can be drawn.
 */
export const spirals: GeneratedDataset = {
  id: 'spirals',
  label: 'Spirals',
  description: 'Points in the plane on arms that wind around each other, one class for each arm.',
  origin: 'generated',
  kind: 'points',
  shape: (options) => ({
    input: { height: 1, width: 1, channels: 2 },
    classNames: Array.from({ length: numberOf(options, 'arms') }, (_, arm) => `arm ${arm + 1}`),
    trainCount: numberOf(options, 'points'),
    testCount: TEST_COUNT,
  }),
  // The arms fill the unit disc; coordinates are used as they are.
  statistics: { mean: [0, 0], std: [1, 1] },
  augmentable: false,
  options: [
    {
      kind: 'number',
      key: 'arms',
      default: 3,
      min: 2,
      max: 5,
      scale: 'linear',
      integer: true,
      help: 'Arms of the spiral; each is a class.',
    },
    {
      kind: 'number',
      key: 'points',
      default: 300,
      min: 30,
      max: 10_000,
      slider: { min: 30, max: 3000 },
      scale: 'log',
      integer: true,
      help: 'Training points, all arms together.',
    },
    {
      kind: 'number',
      key: 'spread',
      default: 0.05,
      min: 0,
      max: 0.5,
      slider: { min: 0, max: 0.2 },
      scale: 'linear',
      help: 'How far points stray from their arm: standard deviation, where the disc has radius 1.',
    },
    {
      kind: 'number',
      key: 'turn',
      default: 5,
      min: 0,
      max: 20,
      slider: { min: 1, max: 9 },
      scale: 'linear',
      help:
        'How far an arm winds from its beginning to its end, in radians: 3 is about half a turn ' +
        'and easy, 6 about a whole one and hard.',
    },
  ],
  recommended: { model: 'mlp', options: { width: 24, depth: 2, activation: 'tanh' }, batch: 30 },
}
