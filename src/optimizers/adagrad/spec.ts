import { defineOptimizer } from '../defineOptimizer'

export const adagradSpec = defineOptimizer({
  id: 'adagrad',
  label: 'Adagrad',
  group: 'baselines',
  summary: 'Each weight is scaled by all of its gradients so far, so that steps only get shorter.',
  text: `
hyper lr = 0.01 log 1e-4..10 within 1e-8..1e4 "Learning rate: how far each single weight moves at the first step."
hyper eps = 1e-10 log 1e-10..1e-2 within 1e-12..1 "Added to the root of the sum of squared gradients, so that no step is divided by 0."
hyper weightDecay = 0 linear 0..0.01 within 0..10 "Adds weightDecay w to the gradient, which pulls the weights towards 0."
schedule lr
state s = 0

stepSize = lr
d = g + weightDecay * w
s = s + square(d)
w = w - lr * d / (sqrt(s) + eps)
`,
  premise:
    'The learning rate has to be chosen; the steps shrink by themselves, on sums of squares.',
  reference: {
    text:
      'J. Duchi, E. Hazan, Y. Singer: Adaptive Subgradient Methods for Online Learning and ' +
      'Stochastic Optimization, JMLR 2011',
    url: 'https://jmlr.org/papers/v12/duchi11a.html',
  },
})
