import { aboveZero } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { scheduleFactor, scheduleOptions } from '../schedule'

export const sgdSpec: OptimizerSpec = {
  id: 'sgd',
  label: 'SGD',
  hyperparameters: [
    {
      kind: 'number',
      key: 'lr',
      default: 0.1,
      min: 1e-8,
      max: 1e4,
      slider: { min: 1e-4, max: 10 },
      scale: 'log',
      help: 'Learning rate: how far the weights move along the gradient at each step.',
    },
    {
      kind: 'number',
      key: 'momentum',
      default: 0,
      min: 0,
      max: 0.9999,
      slider: { min: 0, max: 0.99 },
      scale: 'linear',
      help: 'Share of the past gradients that is kept at each step. 0 switches momentum off.',
    },
    {
      kind: 'boolean',
      key: 'nesterov',
      default: false,
      help: 'Look ahead: take the gradient where the momentum is about to carry the weights.',
      activeWhen: aboveZero('momentum'),
    },
    {
      kind: 'number',
      key: 'weightDecay',
      default: 0,
      min: 0,
      max: 10,
      slider: { min: 0, max: 0.01 },
      scale: 'linear',
      help: 'Adds weightDecay w to the gradient, which pulls the weights towards 0.',
    },
    ...scheduleOptions,
  ],
  formula: 'b <- momentum b + g,  w <- w - lr b   (Nesterov: w <- w - lr (g + momentum b))',
  premise: 'The learning rate has to be chosen, and usually lowered on a schedule.',
  reference: {
    text:
      'I. Sutskever, J. Martens, G. Dahl, G. Hinton: On the importance of initialization and ' +
      'momentum in deep learning, ICML 2013',
    url: 'https://proceedings.mlr.press/v28/sutskever13.html',
  },
  rateKey: 'lr',
  hasUnclipped: false,
  alongGradient: true,
  l2: () => 'gradient',
  stateShapes: (parameterCount) => [[parameterCount]],
  scheduleFactor,
}
