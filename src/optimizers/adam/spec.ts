import { aboveZero } from '../../spec/hyperparameter'
import type { OptimizerSpec } from '../../spec/optimizer'
import { scheduleFactor, scheduleOptions } from '../schedule'

export const adamSpec: OptimizerSpec = {
  id: 'adam',
  label: 'Adam',
  hyperparameters: [
    {
      kind: 'number',
      key: 'lr',
      default: 0.001,
      min: 1e-8,
      max: 1e4,
      slider: { min: 1e-5, max: 1 },
      scale: 'log',
      help: 'Learning rate: about how far each single weight moves at each step.',
    },
    {
      kind: 'number',
      key: 'beta1',
      default: 0.9,
      min: 0,
      max: 0.9999,
      slider: { min: 0, max: 0.99 },
      scale: 'linear',
      help: 'Memory of the running mean of the gradients: closer to 1 remembers longer.',
    },
    {
      kind: 'number',
      key: 'beta2',
      default: 0.999,
      min: 0,
      max: 0.99999,
      slider: { min: 0.9, max: 0.9999 },
      scale: 'linear',
      help: 'Memory of the running mean of the squared gradients: closer to 1 remembers longer.',
    },
    {
      kind: 'number',
      key: 'eps',
      default: 1e-8,
      min: 1e-12,
      max: 1,
      slider: { min: 1e-10, max: 1e-2 },
      scale: 'log',
      help: 'Added to the root of the mean squared gradient, so that no step is divided by 0.',
    },
    {
      kind: 'number',
      key: 'weightDecay',
      default: 0,
      min: 0,
      max: 10,
      slider: { min: 0, max: 0.1 },
      scale: 'linear',
      help: 'Pulls the weights towards 0; how, is said by decay.',
    },
    {
      kind: 'enum',
      key: 'decay',
      default: 'l2',
      values: ['l2', 'decoupled'],
      help:
        'l2 adds weightDecay w to the gradient. Decoupled shrinks the weights directly by ' +
        'lr weightDecay at each step; this is AdamW.',
      activeWhen: aboveZero('weightDecay'),
    },
    ...scheduleOptions,
  ],
  formula:
    'm <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2,  ' +
    'w <- w - lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps)',
  premise: 'The learning rate has to be chosen; each weight gets its own scale from its gradients.',
  reference: {
    text: 'D. P. Kingma, J. Ba: Adam: A Method for Stochastic Optimization, ICLR 2015',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  rateKey: 'lr',
  hasUnclipped: false,
  alongGradient: false,
  l2: (values) => (values.decay === 'decoupled' ? 'rule' : 'gradient'),
  stateShapes: (parameterCount) => [[parameterCount], [parameterCount], [], []],
  scheduleFactor,
}
