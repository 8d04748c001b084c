import { aboveZero, numberOf } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'

export const aligSpec: OptimizerSpec = {
  id: 'alig',
  label: 'ALI-G',
  hyperparameters: [
    {
      kind: 'number',
      key: 'maxLr',
      default: 0.2,
      min: 1e-8,
      max: 1e8,
      slider: { min: 1e-3, max: 100 },
      scale: 'log',
      nullable: true,
      help:
        'The largest step size that ALI-G may take. It is the only value that needs choosing; ' +
        'without a limit the step can become as long as loss / ‖g‖² says.',
    },
    {
      kind: 'number',
      key: 'momentum',
      default: 0,
      min: 0,
      max: 0.9999,
      slider: { min: 0, max: 0.99 },
      scale: 'linear',
      help: 'Share of the last move that is repeated at each step. 0 switches momentum off.',
    },
    {
      kind: 'enum',
      key: 'momentumMode',
      default: 'standard',
      values: ['standard', 'adjusted'],
      help:
        'Standard: every past gradient keeps the step size of its own time. ' +
        'Adjusted (the Nesterov form of other libraries): all of them get the current step size.',
      activeWhen: aboveZero('momentum'),
    },
    {
      kind: 'number',
      key: 'eps',
      default: 1e-5,
      min: 1e-12,
      max: 1,
      slider: { min: 1e-8, max: 1e-2 },
      scale: 'log',
      help:
        'Added to ‖g‖² so that nothing is divided by zero. Late in training, when ‖g‖² is ' +
        'smaller than this, it decides the step size.',
    },
    {
      kind: 'number',
      key: 'weightDecay',
      default: 0,
      min: 0,
      max: 10,
      slider: { min: 0, max: 0.01 },
      scale: 'linear',
      help:
        'Adds weightDecay ‖w‖² / 2 to the loss, and so to its gradient. The loss then cannot ' +
        'reach 0, which ALI-G counts on; the radius is the better way to keep weights small.',
    },
  ],
  formula: 'w <- w - gamma g,  gamma = min(loss / (|g|^2 + eps), maxLr)',
  premise:
    'The model can bring the loss of every training example close to 0 (interpolation). ' +
    'Label noise, a model that is too small, weight decay or strong augmentation break this.',
  reference: {
    text:
      'L. Berrada, A. Zisserman, M. P. Kumar: Training Neural Networks for and by ' +
      'Interpolation, ICML 2020',
    url: 'https://arxiv.org/abs/1906.05661',
  },
  rateKey: 'maxLr',
  hasUnclipped: true,
  alongGradient: true,
  l2: () => 'objective',
  stateShapes: (parameterCount) => [[parameterCount]],
  warning: (values) => {
    if (numberOf(values, 'weightDecay') > 0) {
      return (
        'Weight decay keeps the loss away from 0, and ALI-G takes its steps as if 0 could be ' +
        'reached. Set a radius instead.'
      )
    }
    if (
      values.momentumMode === 'adjusted' &&
      numberOf(values, 'momentum') > 0 &&
      values.maxLr === null
    ) {
      return (
        'Adjusted momentum without a limit on the step size can throw the weights far away, ' +
        'because one large step size multiplies all past gradients. Set maxLr, or use the ' +
        'standard momentum.'
      )
    }
    return undefined
  },
}
