/**
 * Learning-rate schedules: pure host functions of the step, shared by the rules that have an
 * `lr`. They change once per step, `step` by whole decays, `cosine` smoothly.
 */
import {
  numberOf,
  type ActiveWhen,
  type OptionSpec,
  type OptionValues,
} from '../spec/hyperparameter'

const onSchedule = (name: string): ActiveWhen => ({
  test: ({ schedule }) => schedule === name,
  text: `the ${name} schedule`,
})

export const scheduleOptions: readonly OptionSpec[] = [
  {
    kind: 'enum',
    key: 'schedule',
    default: 'constant',
    values: ['constant', 'step', 'cosine'],
    help:
      'How lr changes while training: not at all, in steps (every decayEvery epochs it is ' +
      'multiplied by decayFactor), or along half a cosine down to 0 at horizon.',
  },
  {
    kind: 'number',
    key: 'decayEvery',
    default: 10,
    min: 0.01,
    max: 10000,
    slider: { min: 1, max: 100 },
    scale: 'log',
    help: 'Epochs between two decays of the step schedule.',
    activeWhen: onSchedule('step'),
  },
  {
    kind: 'number',
    key: 'decayFactor',
    default: 0.1,
    min: 0.001,
    max: 1,
    slider: { min: 0.01, max: 1 },
    scale: 'log',
    help: 'What lr is multiplied by at each decay of the step schedule.',
    activeWhen: onSchedule('step'),
  },
  {
    kind: 'number',
    key: 'horizon',
    default: 10,
    min: 0.01,
    max: 10000,
    slider: { min: 1, max: 100 },
    scale: 'log',
    help: 'Epochs until the cosine schedule has brought lr down to 0, where it stays.',
    activeWhen: onSchedule('cosine'),
  },
]

/**
 * Factor on `lr` at a step.
 *
 *     step     decayFactor ^ floor(epochs / decayEvery)
 *     cosine   (1 + cos(pi min(epochs / horizon, 1))) / 2
 *
 * @param step 0-based; `epochs` = step / stepsPerEpoch, a fraction
 */
export function scheduleFactor(values: OptionValues, step: number, stepsPerEpoch: number): number {
  switch (values.schedule) {
    case 'step': {
      const stepsPerDecay = numberOf(values, 'decayEvery') * stepsPerEpoch
      return numberOf(values, 'decayFactor') ** Math.floor(step / stepsPerDecay)
    }
    case 'cosine': {
      const share = Math.min(step / (numberOf(values, 'horizon') * stepsPerEpoch), 1)
      return (1 + Math.cos(Math.PI * share)) / 2
    }
    default:
      return 1
  }
}
